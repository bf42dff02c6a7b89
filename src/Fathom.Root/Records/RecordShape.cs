using System.Linq.Expressions;
using System.Reflection;

namespace Fathom.Root.Records;

/// <summary>What a record type is made from: the parameters of its longest constructor, or the properties that can be set.</summary>
internal sealed class RecordShape
{
    private readonly Type _type;
    private readonly ConstructorInfo? _constructor;
    private readonly PropertyInfo[] _properties;

    private RecordShape(Type type, ConstructorInfo? constructor, PropertyInfo[] properties)
    {
        _type = type;
        _constructor = constructor;
        _properties = properties;
    }

    /// <summary>Gives the value of a member: its name, the path of its column if it says one, its type.</summary>
    internal delegate Expression Value(string name, string? path, Type type);

    internal static RecordShape Of(Type type)
    {
        // The constructor that copies a record is none of these.
        ConstructorInfo? constructor = type.GetConstructors()
            .Where(known => known.GetParameters() is { Length: > 0 } parameters && parameters[0].ParameterType != type)
            .MaxBy(known => known.GetParameters().Length);
        PropertyInfo[] properties = constructor is not null ? [] : [.. type.GetProperties().Where(property => property.SetMethod is { IsPublic: true })];
        return constructor is not null || (properties.Length > 0 && (type.IsValueType || type.GetConstructor([]) is not null))
            ? new RecordShape(type, constructor, properties)
            : throw new RootMappingException($"{type.Name}: expected a constructor with parameters, or properties that can be set, found neither");
    }

    internal Expression New(Value value)
    {
        if (_constructor is null)
        {
            return Expression.MemberInit(Expression.New(_type), _properties.Select(property =>
                Expression.Bind(property, value(property.Name, property.GetCustomAttribute<RootColumnAttribute>()?.Path, property.PropertyType))));
        }

        return Expression.New(_constructor, _constructor.GetParameters().Select(parameter => value(
            parameter.Name!,
            parameter.GetCustomAttribute<RootColumnAttribute>()?.Path
                ?? _type.GetProperty(parameter.Name!)?.GetCustomAttribute<RootColumnAttribute>()?.Path,
            parameter.ParameterType)));
    }
}
