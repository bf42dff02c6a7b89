using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using Fathom.Database.Bulk;

namespace Fathom.Database.Statements;

/// <summary>Reads one parameter off an object of a known type: compiled once, cheap ever after.</summary>
/// <param name="Name">Name of the property and of the parameter.</param>
/// <param name="Type">What the database gets: truth and enumerations are whole numbers on either engine.</param>
/// <param name="Get">The value: long, double, string, byte[], or DBNull.</param>
internal readonly record struct ParameterGetter(string Name, BulkType Type, Func<object, object> Get);

/// <summary>The getters of parameter objects, by type.</summary>
internal static class ParameterGetters
{
    private static readonly ConcurrentDictionary<Type, ParameterGetter[]> Known = new();

    /// <exception cref="ArgumentException">A property is of a type that no column holds.</exception>
    public static ParameterGetter[] Of(Type type) => Known.GetOrAdd(type, static type =>
        [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetIndexParameters().Length == 0).Select(Make)]);

    private static ParameterGetter Make(PropertyInfo property)
    {
        BulkType type = TypeOf(property);
        ParameterExpression from = Expression.Parameter(typeof(object));
        Expression value = Expression.Property(Expression.Convert(from, property.DeclaringType!), property);
        Type stored = type switch
        {
            BulkType.Whole => typeof(long),
            BulkType.Real => typeof(double),
            BulkType.Text => typeof(string),
            _ => typeof(byte[]),
        };
        Expression body;
        if (Nullable.GetUnderlyingType(property.PropertyType) is not null)
        {
            Expression some = Expression.Convert(AsStored(Expression.Property(value, "Value"), stored), typeof(object));
            body = Expression.Condition(Expression.Property(value, "HasValue"), some, Expression.Constant(DBNull.Value, typeof(object)));
        }
        else if (property.PropertyType.IsValueType)
        {
            body = Expression.Convert(AsStored(value, stored), typeof(object));
        }
        else
        {
            body = Expression.Coalesce(Expression.Convert(value, typeof(object)), Expression.Constant(DBNull.Value, typeof(object)));
        }

        return new ParameterGetter(property.Name, type, Expression.Lambda<Func<object, object>>(body, from).Compile());
    }

    private static Expression AsStored(Expression value, Type stored) => value.Type == typeof(bool)
        ? Expression.Condition(value, Expression.Constant(1L), Expression.Constant(0L))
        : value.Type == stored ? value : Expression.ConvertChecked(value, stored);

    private static BulkType TypeOf(PropertyInfo property)
    {
        Type type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        return type switch
        {
            _ when type.IsEnum => BulkType.Whole,
            _ when type == typeof(long) || type == typeof(int) || type == typeof(bool) || type == typeof(short)
                || type == typeof(byte) || type == typeof(uint) || type == typeof(ushort) => BulkType.Whole,
            _ when type == typeof(double) || type == typeof(float) => BulkType.Real,
            _ when type == typeof(string) => BulkType.Text,
            _ when type == typeof(byte[]) => BulkType.Bytes,
            _ => throw new ArgumentException(
                $"Parameter {property.Name}: expected a whole number, truth, double, text or bytes, found {property.PropertyType.Name}."),
        };
    }
}
