using System.Globalization;
using System.Text.RegularExpressions;
using Fathom.Production.Protocol;
using YamlDotNet.RepresentationModel;

namespace Fathom.Production.Diagnosis.Rules;

/// <summary>The keys of one mapping in a rule file; every complaint names the line.</summary>
internal sealed partial class RuleFields
{
    private const int LongestText = 2000;

    private readonly string _origin;
    private readonly YamlNode _node;
    private readonly Dictionary<string, YamlNode> _values = new(StringComparer.Ordinal);

    public RuleFields(string origin, YamlNode node)
    {
        (_origin, _node) = (origin, node);
        if (node is not YamlMappingNode mapping)
        {
            throw new RuleTableException(origin, node.Start.Line, $"expected keys with values, found {Kind(node)}");
        }

        foreach ((YamlNode key, YamlNode value) in mapping.Children)
        {
            _values[Scalar(key, "key")] = value;
        }
    }

    public void AllowOnly(string[] keys)
    {
        foreach ((string key, YamlNode value) in _values)
        {
            if (!keys.Contains(key))
            {
                throw new RuleTableException(_origin, value.Start.Line, $"expected one of {string.Join(", ", keys)}, found '{key}'");
            }
        }
    }

    public bool Has(string key) => _values.ContainsKey(key);

    public RuleTableException Problem(string key, string problem) =>
        new(_origin, (_values.GetValueOrDefault(key) ?? _node).Start.Line, $"{key}: {problem}");

    public string Text(string key)
    {
        string text = Has(key) ? Scalar(_values[key], key) : throw Problem(key, "expected a value, found none");
        return text.Length is > 0 and <= LongestText ? text : throw Problem(key, $"expected 1 to {LongestText} characters, found {text.Length}");
    }

    public string Name(string key)
    {
        string name = Text(key);
        return NamePattern().IsMatch(name) ? name : throw Problem(key, $"expected letters, digits, '-' and '.', found '{name}'");
    }

    /// <summary>The keys below a key, or null where it is not there.</summary>
    public RuleFields? Mapping(string key) => _values.TryGetValue(key, out YamlNode? node) ? new RuleFields(_origin, node) : null;

    public long Number(string key, long least, long most) => Number(key, Text(key), least, most);

    public int[] Numbers(string key, int least, int most) => [.. Texts(key).Select(entry => (int)Number(key, entry.Text, least, most))];

    public Bound Fraction(string key)
    {
        if (!Has(key))
        {
            return default;
        }

        string text = Text(key);
        return double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value) && value is > 0 and <= 10
            ? new Bound(value)
            : throw Problem(key, $"expected a fraction of the limit above 0, such as 0.95, found '{text}'");
    }

    public FailureOrigin? Origin() => !Has("origin") ? null : Text("origin") switch
    {
        "payload" => FailureOrigin.Payload,
        "infrastructure" => FailureOrigin.Infrastructure,
        string other => throw Problem("origin", $"expected payload or infrastructure, found '{other}'"),
    };

    public IEnumerable<YamlNode> Sequence(string key) => !Has(key) ? [] : _values[key] is YamlSequenceNode list
        ? list.Children
        : throw Problem(key, $"expected a list, found {Kind(_values[key])}");

    public IEnumerable<(string Text, long Line)> Texts(string key)
    {
        foreach (YamlNode item in Sequence(key))
        {
            yield return (Scalar(item, key), item.Start.Line);
        }
    }

    /// <summary>One pattern that matches where any of the list does; null where the key is absent.</summary>
    public RulePattern? Patterns(string key)
    {
        if (!Has(key))
        {
            return null;
        }

        (string Text, long Line)[] parts = [.. Texts(key)];
        foreach ((string text, long line) in parts)
        {
            try
            {
                RulePattern.Check(text);
            }
            catch (ArgumentException bad)
            {
                throw new RuleTableException(_origin, line, $"{key}: {bad.Message}", bad);
            }
        }

        return parts.Length == 0
            ? throw Problem(key, "expected at least one pattern, found none")
            : new RulePattern([.. parts.Select(part => part.Text)]);
    }

    private long Number(string key, string text, long least, long most) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long value) && value >= least && value <= most
            ? value
            : throw Problem(key, $"expected a number from {least} to {most}, found '{text}'");

    private string Scalar(YamlNode node, string key) => node is YamlScalarNode { Value: { } value }
        ? value
        : throw new RuleTableException(_origin, node.Start.Line, $"{key}: expected one value, found {Kind(node)}");

    private static string Kind(YamlNode node) => node switch
    {
        YamlMappingNode => "keys with values",
        YamlSequenceNode => "a list",
        _ => "a single value or nothing",
    };

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9.-]{0,63}\z")]
    private static partial Regex NamePattern();
}
