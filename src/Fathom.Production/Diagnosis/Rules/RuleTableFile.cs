using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Fathom.Production.Diagnosis.Rules;

/// <summary>Reads rule tables: the shipped one, and a workspace's own over it.</summary>
public static class RuleTableFile
{
    /// <summary>Name of a workspace's own table, below its root.</summary>
    public const string Name = "failure-rules.yaml";

    private const string Embedded = "failure-rules.yaml";
    private const int MaximumBytes = 1 << 20;

    /// <summary>The shipped table, with the workspace's own over it where it has one.</summary>
    /// <param name="workspace">Root of the workspace.</param>
    /// <exception cref="RuleTableException">The file is malformed; the message names the line, what was expected and what was found.</exception>
    public static RuleTable Load(string workspace)
    {
        string path = Path.Combine(workspace, Name);
        return File.Exists(path) ? Over(Shipped(), RuleYaml.Parse(ReadBounded(path), path), path) : RuleTable.Default;
    }

    /// <summary>A table from YAML text alone.</summary>
    /// <param name="yaml">The text.</param>
    /// <param name="origin">What messages call it.</param>
    /// <exception cref="RuleTableException">It is malformed.</exception>
    public static RuleTable Parse(string yaml, string origin)
    {
        RuleDocument document = RuleYaml.Parse(yaml, origin);
        return new RuleTable(document.Version, document.Rules, document.Most ?? RaiseCeilings.Default);
    }

    /// <summary>The shipped table with another over it: a rule of a known id takes its place, further rules come first, disabled ones go.</summary>
    /// <exception cref="RuleTableException">It is malformed, or disables a rule that is not there.</exception>
    public static RuleTable ParseOverShipped(string yaml, string origin) => Over(Shipped(), RuleYaml.Parse(yaml, origin), origin);

    internal static RuleTable ReadShipped()
    {
        RuleDocument shipped = Shipped();
        return new RuleTable(shipped.Version, shipped.Rules, shipped.Most ?? RaiseCeilings.Default);
    }

    /// <summary>A version that changes with the text: its number and eight digits of its SHA-256.</summary>
    internal static string VersionOf(long number, string yaml) =>
        $"{number}.{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(yaml)).AsSpan(0, 4))}";

    private static RuleTable Over(RuleDocument shipped, RuleDocument own, string origin)
    {
        foreach ((string id, long line) in own.Disabled)
        {
            if (shipped.Rules.All(rule => rule.Id != id))
            {
                throw new RuleTableException(origin, line, $"disable: expected the id of a shipped rule, found '{id}'");
            }
        }

        var replaced = own.Rules.ToDictionary(rule => rule.Id, StringComparer.Ordinal);
        var disabled = own.Disabled.Select(entry => entry.Id).ToHashSet(StringComparer.Ordinal);
        var known = shipped.Rules.Select(rule => rule.Id).ToHashSet(StringComparer.Ordinal);
        Rule[] rules =
        [
            .. own.Rules.Where(rule => !known.Contains(rule.Id)),
            .. shipped.Rules.Where(rule => !disabled.Contains(rule.Id)).Select(rule => replaced.GetValueOrDefault(rule.Id, rule)),
        ];
        return new RuleTable($"{shipped.Version}+{own.Version}", rules, own.Most ?? shipped.Most ?? RaiseCeilings.Default);
    }

    private static RuleDocument Shipped()
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Embedded)
            ?? throw new InvalidOperationException("The embedded rule table is missing from the build.");
        using var reader = new StreamReader(stream);
        return RuleYaml.Parse(reader.ReadToEnd(), Embedded);
    }

    private static string ReadBounded(string path)
    {
        long length = new FileInfo(path).Length;
        return length <= MaximumBytes
            ? File.ReadAllText(path)
            : throw new RuleTableException(path, 1, $"expected at most {MaximumBytes} bytes, found {length}");
    }
}
