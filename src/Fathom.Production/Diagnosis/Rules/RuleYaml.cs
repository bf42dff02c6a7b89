using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Fathom.Production.Diagnosis.Rules;

/// <summary>A table as one file states it.</summary>
/// <param name="Version">Its number and the hash of its text.</param>
/// <param name="Rules">Its rules, in order.</param>
/// <param name="Disabled">Ids of shipped rules that it switches off, with their line.</param>
/// <param name="Most">The most that a retry may give; null where it says nothing.</param>
internal sealed record RuleDocument(
    string Version, IReadOnlyList<Rule> Rules, IReadOnlyList<(string Id, long Line)> Disabled, RaiseCeilings? Most);

/// <summary>YAML to rules, strictly: an unknown key, a key twice, an empty rule or a bad pattern is an error with its line.</summary>
internal static class RuleYaml
{
    private const int MostRules = 1000;

    private static readonly string[] TableKeys = ["version", "rules", "disable", "most"];

    private static readonly string[] MostKeys = ["memory-mib", "wall-seconds"];

    private static readonly string[] RuleKeys =
    [
        "id", "cause", "action", "advice",
        "text", "not", "engine", "storage", "declared", "exit", "signal", "origin", "memory", "wall", "cpu",
    ];

    public static RuleDocument Parse(string yaml, string origin)
    {
        var fields = new RuleFields(origin, Root(yaml, origin));
        fields.AllowOnly(TableKeys);
        long number = fields.Number("version", 1, int.MaxValue);
        var rules = new List<Rule>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (YamlNode node in fields.Sequence("rules"))
        {
            Rule rule = ReadRule(origin, node);
            if (!seen.Add(rule.Id))
            {
                throw new RuleTableException(origin, node.Start.Line, $"rules: expected an id of its own for each rule, found '{rule.Id}' twice");
            }

            if (rules.Count == MostRules)
            {
                throw new RuleTableException(origin, node.Start.Line, $"rules: expected at most {MostRules}");
            }

            rules.Add(rule);
        }

        return new RuleDocument(RuleTableFile.VersionOf(number, yaml), rules, [.. fields.Texts("disable")], ReadMost(fields.Mapping("most")));
    }

    private static RaiseCeilings? ReadMost(RuleFields? fields)
    {
        fields?.AllowOnly(MostKeys);
        return fields is null ? null : new RaiseCeilings(
            fields.Has("memory-mib") ? fields.Number("memory-mib", 1, 1L << 30) : RaiseCeilings.Default.MemoryMiB,
            fields.Has("wall-seconds") ? fields.Number("wall-seconds", 1, 1L << 30) : RaiseCeilings.Default.WallSeconds);
    }

    private static Rule ReadRule(string origin, YamlNode node)
    {
        var fields = new RuleFields(origin, node);
        fields.AllowOnly(RuleKeys);
        if (RuleKeys.Skip(4).All(key => !fields.Has(key)))
        {
            throw new RuleTableException(origin, node.Start.Line, "rule: expected at least one condition, found none");
        }

        return new Rule(
            fields.Name("id"), fields.Name("cause"), RuleActionNames.Parse(fields), fields.Text("advice"),
            new RuleConditions
            {
                Text = fields.Patterns("text"),
                Not = fields.Patterns("not"),
                Engine = fields.Patterns("engine"),
                Storage = fields.Patterns("storage"),
                Declared = [.. fields.Texts("declared").Select(entry => entry.Text)],
                Exit = fields.Numbers("exit", 0, 255),
                Signal = fields.Numbers("signal", 1, 64),
                Origin = fields.Origin(),
                Memory = fields.Fraction("memory"),
                Wall = fields.Fraction("wall"),
                Cpu = fields.Fraction("cpu"),
            });
    }

    private static YamlNode Root(string yaml, string origin)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(yaml));
            return stream.Documents.Count == 1
                ? stream.Documents[0].RootNode
                : throw new RuleTableException(origin, 1, $"file: expected one YAML document, found {stream.Documents.Count}");
        }
        catch (YamlException broken)
        {
            throw new RuleTableException(origin, broken.Start.Line, broken.InnerException?.Message ?? broken.Message, broken);
        }
    }
}
