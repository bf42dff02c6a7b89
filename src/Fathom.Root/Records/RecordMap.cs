using System.Linq.Expressions;
using Fathom.Root.Columns;

namespace Fathom.Root.Records;

/// <summary>How a record is made from columns: a parameter of its constructor from each, or a property that can be set.</summary>
/// <typeparam name="T">A record, class or struct.</typeparam>
internal sealed class RecordMap<T>
{
    private readonly Func<RootColumn[], int, T> _make;

    private RecordMap(string[] paths, Func<RootColumn[], int, T> make)
    {
        Paths = paths;
        _make = make;
    }

    /// <summary>The columns that are read.</summary>
    internal string[] Paths { get; }

    /// <summary>The record of a row.</summary>
    internal T Make(RootColumn[] columns, int row) => _make(columns, row);

    /// <summary>Finds the columns of a record.</summary>
    /// <param name="paths">All columns that there are.</param>
    /// <param name="sample">A column without rows.</param>
    /// <exception cref="RootMappingException">A column is missing, ambiguous, or of a type that does not fit.</exception>
    internal static RecordMap<T> Of(IReadOnlyList<string> paths, Func<string, RootColumn> sample)
    {
        ParameterExpression columns = Expression.Parameter(typeof(RootColumn[]), "columns");
        ParameterExpression row = Expression.Parameter(typeof(int), "row");
        List<string> chosen = [];
        Expression made = RecordShape.Of(typeof(T)).New((name, path, type) =>
        {
            string found = Find(paths, name, path);
            Expression column = Expression.ArrayIndex(columns, Expression.Constant(chosen.Count));
            chosen.Add(found);
            return ValueExpressions.Of(type, sample(found), column, row, $"{typeof(T).Name}.{name} from {found}");
        });
        return new RecordMap<T>([.. chosen], Expression.Lambda<Func<RootColumn[], int, T>>(made, columns, row).Compile());
    }

    private static string Find(IReadOnlyList<string> paths, string name, string? path)
    {
        if (path is not null)
        {
            return paths.Contains(path) ? path : throw Missing(paths, name, path);
        }

        List<string> same = [.. paths.Where(known => string.Equals(known, name, StringComparison.OrdinalIgnoreCase))];
        return same.Count == 1 ? same[0]
            : same.Contains(name) ? name
            : throw Missing(paths, name, name);
    }

    private static RootMappingException Missing(IReadOnlyList<string> paths, string name, string wanted) =>
        new($"{typeof(T).Name}.{name}: expected one column {wanted}, found {string.Join(", ", paths.Take(50))}");
}
