using Fathom.Vo.Adql.Syntax;
using Fathom.Vo.Tables;

namespace Fathom.Vo.Adql.Binding;

/// <summary>A column that can be named.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">What it stands for.</param>
internal sealed record ScopeColumn(string Name, BoundExpression Value);

/// <summary>A table reference and its columns.</summary>
/// <param name="Schema">Its schema; null where it has another name.</param>
/// <param name="Name">Table or correlation name.</param>
internal sealed record ScopeSource(string? Schema, string Name, IReadOnlyList<ScopeColumn> Columns)
{
    /// <summary>True where a qualifier means it.</summary>
    public bool IsNamed(IReadOnlyList<Identifier> qualifier) => qualifier.Count switch
    {
        1 => qualifier[0].Names(Name),
        2 => Schema is not null && qualifier[0].Names(Schema) && qualifier[1].Names(Name),
        _ => false,
    };
}

/// <summary>What the names of a SELECT mean.</summary>
/// <param name="outer">Of the query around it; null for the outermost.</param>
internal sealed class Scope(Scope? outer)
{
    /// <summary>Of the query around it; null for the outermost.</summary>
    public Scope? Outer { get; } = outer;

    /// <summary>The table references.</summary>
    public List<ScopeSource> Sources { get; } = [];

    /// <summary>Columns that can be named without a table, in the order of an asterisk.</summary>
    public List<ScopeColumn> Visible { get; private set; } = [];

    /// <summary>Takes what FROM makes visible.</summary>
    public void See(List<ScopeColumn> columns) => Visible = columns;

    /// <summary>What a name means.</summary>
    /// <exception cref="AdqlException">Nothing, or several things.</exception>
    public BoundExpression Find(ColumnName name)
    {
        for (Scope? scope = this; scope is not null; scope = scope.Outer)
        {
            if (scope.FindHere(name) is { } found)
            {
                return found with { At = name.At };
            }
        }

        throw Unknown(name);
    }

    /// <summary>What a name means in this SELECT alone; null: nothing.</summary>
    public BoundExpression? FindHere(ColumnName name)
    {
        IReadOnlyList<ScopeColumn> candidates = name.Qualifier.Count == 0
            ? Visible
            : [.. Sources.Where(source => source.IsNamed(name.Qualifier)).SelectMany(source => source.Columns)];
        BoundExpression? found = null;
        foreach (ScopeColumn column in candidates)
        {
            if (name.Name.Names(column.Name))
            {
                found = found is null ? column.Value : throw new AdqlException(
                    name.At, $"the column {name} is in more than one table; write the table's name and a point before it.");
            }
        }

        return found;
    }

    /// <summary>Columns of a table, for its asterisk.</summary>
    public IReadOnlyList<ScopeColumn> Of(IReadOnlyList<Identifier> qualifier)
    {
        ScopeSource[] found = [.. Sources.Where(source => source.IsNamed(qualifier))];
        return found.Length switch
        {
            1 => found[0].Columns,
            0 => throw NoTable(qualifier),
            _ => throw new AdqlException(qualifier[0].At, $"more than one table is called {string.Join('.', qualifier)}."),
        };
    }

    private AdqlException Unknown(ColumnName name)
    {
        if (name.Qualifier.Count > 0 && !Chain().Any(scope => scope.Sources.Any(source => source.IsNamed(name.Qualifier))))
        {
            return NoTable(name.Qualifier);
        }

        IEnumerable<string> names = Chain().SelectMany(scope => name.Qualifier.Count == 0
            ? scope.Visible
            : scope.Sources.Where(source => source.IsNamed(name.Qualifier)).SelectMany(source => source.Columns)).Select(column => column.Name);
        return new AdqlException(name.At, $"there is no column {name}.{NearNames.Hint(name.Name.Text, names)}");
    }

    private AdqlException NoTable(IReadOnlyList<Identifier> qualifier) => new(
        qualifier[0].At,
        $"no table of FROM is called {string.Join('.', qualifier)}.{NearNames.Hint(qualifier[^1].Text, Chain().SelectMany(scope => scope.Sources).Select(source => source.Name))}");

    private IEnumerable<Scope> Chain()
    {
        for (Scope? scope = this; scope is not null; scope = scope.Outer)
        {
            yield return scope;
        }
    }

    /// <summary>Columns of a table reference as they can be named.</summary>
    public static List<ScopeColumn> Columns(int source, IReadOnlyList<ColumnDescription> columns) =>
        [.. columns.Select((column, i) => new ScopeColumn(column.Name, new BoundColumn(default, source, i, column)))];
}
