using System.Linq.Expressions;
using Fathom.Root.Columns;

namespace Fathom.Root.Records;

/// <summary>Expressions that read one row of a column as a type: numbers without loss, texts, arrays, records.</summary>
internal static class ValueExpressions
{
    /// <summary>Types that a number becomes without loss, smallest first.</summary>
    private static readonly Dictionary<Type, Type[]> s_wider = new()
    {
        [typeof(sbyte)] = [typeof(short), typeof(int), typeof(long), typeof(float), typeof(double)],
        [typeof(byte)] = [typeof(short), typeof(ushort), typeof(int), typeof(uint), typeof(long), typeof(ulong), typeof(float), typeof(double)],
        [typeof(short)] = [typeof(int), typeof(long), typeof(float), typeof(double)],
        [typeof(ushort)] = [typeof(int), typeof(uint), typeof(long), typeof(ulong), typeof(float), typeof(double)],
        [typeof(int)] = [typeof(long), typeof(double)],
        [typeof(uint)] = [typeof(long), typeof(ulong), typeof(double)],
        [typeof(float)] = [typeof(double)],
    };

    /// <summary>The value of a row.</summary>
    /// <param name="type">The type that it becomes.</param>
    /// <param name="sample">A column of the same shape, without rows.</param>
    /// <param name="column">The column.</param>
    /// <param name="row">The row.</param>
    /// <param name="where">Member and column, for messages.</param>
    internal static Expression Of(Type type, RootColumn sample, Expression column, Expression row, string where)
    {
        if (type == typeof(string) && sample is TextColumn)
        {
            return Expression.Call(typeof(ColumnValues), nameof(ColumnValues.Text), [], column, row);
        }

        if (NumberOf(sample) is Type stored)
        {
            Expression number = Expression.Call(typeof(ColumnValues), nameof(ColumnValues.Number), [stored], column, row);
            return type == stored ? number
                : s_wider.GetValueOrDefault(stored)?.Contains(type) == true ? Expression.Convert(number, type)
                : type.IsEnum && type.GetEnumUnderlyingType() == stored ? Expression.Convert(number, type)
                : throw Wrong(type, stored.Name, where);
        }

        if (sample is ListColumn list && type.IsArray && type.GetArrayRank() == 1)
        {
            return List(type.GetElementType()!, list, column, row, where);
        }

        return sample is RecordColumn record && !type.IsPrimitive && !type.IsArray && type != typeof(string)
            ? Record(type, record, column, row, where)
            : throw Wrong(type, sample.GetType().Name, where);
    }

    private static MethodCallExpression List(Type item, ListColumn list, Expression column, Expression row, string where)
    {
        if (NumberOf(list.Items) == item)
        {
            return Expression.Call(typeof(ColumnValues), nameof(ColumnValues.Numbers), [item], column, row);
        }

        ParameterExpression items = Expression.Parameter(typeof(RootColumn), "items");
        ParameterExpression at = Expression.Parameter(typeof(int), "at");
        Type function = typeof(Func<,,>).MakeGenericType(typeof(RootColumn), typeof(int), item);
        LambdaExpression one = Expression.Lambda(function, Of(item, list.Items, items, at, where), items, at);
        return Expression.Call(typeof(ColumnValues), nameof(ColumnValues.Items), [item], column, row, Expression.Constant(one.Compile(), function));
    }

    private static Expression Record(Type type, RecordColumn record, Expression column, Expression row, string where) =>
        RecordShape.Of(type).New((name, path, member) =>
        {
            int place = Place(record, path ?? name);
            return place < 0
                ? throw new RootMappingException($"{where}: expected a member {path ?? name}, found {string.Join(", ", record.Names)}")
                : Of(member, record.Members[place], Expression.Call(typeof(ColumnValues), nameof(ColumnValues.Member), [], column, Expression.Constant(place)), row, $"{where}, {name}");
        });

    /// <summary>The place of a member; −1 where there is none, or more than one that differ in case.</summary>
    private static int Place(RecordColumn record, string name)
    {
        for (int i = 0; i < record.Names.Count; i++)
        {
            if (record.Names[i] == name)
            {
                return i;
            }
        }

        List<int> same = [.. Enumerable.Range(0, record.Names.Count).Where(i => string.Equals(record.Names[i], name, StringComparison.OrdinalIgnoreCase))];
        return same.Count == 1 ? same[0] : -1;
    }

    private static Type? NumberOf(RootColumn sample)
    {
        Type type = sample.GetType();
        return type.IsGenericType && type.GetGenericTypeDefinition() == typeof(NumberColumn<>) ? type.GetGenericArguments()[0] : null;
    }

    private static RootMappingException Wrong(Type type, string found, string where) => new($"{where}: expected {type.Name}, found {found}");
}
