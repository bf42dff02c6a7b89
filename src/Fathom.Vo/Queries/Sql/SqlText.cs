using System.Text;
using Fathom.Vo.Adql.Binding;

namespace Fathom.Vo.Queries.Sql;

/// <summary>A statement that grows, and its parameters: every constant of a query is one.</summary>
internal sealed class SqlText
{
    private readonly StringBuilder _text = new();
    private readonly Dictionary<string, string> _names;

    /// <summary>An empty one.</summary>
    public SqlText()
        : this(new Dictionary<string, string>(StringComparer.Ordinal), [])
    {
    }

    private SqlText(Dictionary<string, string> names, List<(string Name, object Value)> parameters) => (_names, Parameters) = (names, parameters);

    /// <summary>Values of the parameters by name.</summary>
    public List<(string Name, object Value)> Parameters { get; }

    /// <summary>True where it finds rows by a table's order on the sky.</summary>
    public bool FindsCircles { get; set; }

    /// <summary>Another text with the same parameters.</summary>
    public SqlText Beside() => new(_names, Parameters);

    /// <summary>Adds what the engine itself writes, never a part of the query's text.</summary>
    public SqlText Add(string fragment)
    {
        _text.Append(fragment);
        return this;
    }

    /// <summary>The parameter of a constant; equal constants share one, so that equal expressions stay equal.</summary>
    public string Parameter(BoundConstant constant, object value) => Parameter(constant.Key, value);

    /// <summary>The parameter of a value.</summary>
    public string Parameter(string key, object value)
    {
        if (!_names.TryGetValue(key, out string? name))
        {
            name = FormattableString.Invariant($"@p{Parameters.Count}");
            _names.Add(key, name);
            Parameters.Add((name, value));
        }

        return name;
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();
}
