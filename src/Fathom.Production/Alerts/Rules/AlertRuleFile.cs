using System.Globalization;
using System.Text.RegularExpressions;
using Fathom.Production.Alerts.Facts;

namespace Fathom.Production.Alerts.Rules;

/// <summary>Rules as data: those that are shipped, and a workspace's own over them.</summary>
public static partial class AlertRuleFile
{
    private const int MostRules = 500;
    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    /// <summary>The rules that are shipped.</summary>
    public static IReadOnlyList<AlertRule> Shipped { get; } = Merge([], ShippedText(), "the shipped alert rules");

    /// <summary>The text of the shipped rules.</summary>
    public static string ShippedText()
    {
        using var reader = new StreamReader(typeof(AlertRuleFile).Assembly.GetManifestResourceStream("alert-rules.yaml")!);
        return reader.ReadToEnd();
    }

    /// <summary>Puts the rules of a file over others: the same name takes the place, "enabled: false" takes it out.</summary>
    /// <param name="rules">The rules before.</param>
    /// <param name="text">YAML.</param>
    /// <param name="path">What the file is called in messages.</param>
    /// <exception cref="AlertFileException">A rule cannot be used; the message says where, what was expected and found.</exception>
    public static IReadOnlyList<AlertRule> Merge(IReadOnlyList<AlertRule> rules, string text, string path) =>
        Merge(rules, AlertYaml.Read(text, path), path);

    internal static IReadOnlyList<AlertRule> Merge(IReadOnlyList<AlertRule> rules, AlertYaml file, string path)
    {
        var merged = rules.ToDictionary(rule => rule.Name, StringComparer.Ordinal);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (AlertYaml.RuleYaml written in file.Rules)
        {
            if (!NamePattern().IsMatch(written.Name) || !names.Add(written.Name))
            {
                throw new AlertFileException(path, "rules", "each rule with a name of its own, of small letters, digits and hyphens", $"'{written.Name}'");
            }

            merged.Remove(written.Name);
            if (written.Enabled)
            {
                merged.Add(written.Name, Read(written, path));
            }
        }

        return merged.Count <= MostRules
            ? [.. merged.Values.OrderBy(rule => rule.Name, StringComparer.Ordinal)]
            : throw new AlertFileException(path, "rules", $"at most {MostRules} rules", $"{merged.Count}");
    }

    private static AlertRule Read(AlertYaml.RuleYaml written, string path)
    {
        AlertFileException Fault(string expected, string found) => new(path, $"rule {written.Name}", expected, found);
        if (AlertFacts.Find(written.Fact) is null)
        {
            throw Fault($"fact: one of {string.Join(", ", AlertFacts.All.Select(fact => fact.Name))}", $"'{written.Fact}'");
        }

        if (written.Above is null == written.Below is null || !double.IsFinite(written.Above ?? written.Below ?? double.NaN))
        {
            throw Fault("either above or below, as a number", written.Above is null ? "neither" : "both, or no number");
        }

        if (written.Clear is { } clear && !(written.Above is { } above ? clear <= above : clear >= written.Below))
        {
            throw Fault("clear on the good side of the threshold", clear.ToString(CultureInfo.InvariantCulture));
        }

        if (string.IsNullOrWhiteSpace(written.Text))
        {
            throw Fault("text: what is told", "nothing");
        }

        return new AlertRule(
            written.Name, written.Fact, written.Above, written.Below, written.Clear,
            Duration(written.For, Fault), Duration(written.ClearFor, Fault), Duration(written.Repeat, Fault),
            Severity(written.Severity, Fault), written.Text, written.Do);
    }

    internal static AlertSeverity Severity(string text, Func<string, string, AlertFileException> fault) => text.ToLowerInvariant() switch
    {
        "warning" => AlertSeverity.Warning,
        "critical" => AlertSeverity.Critical,
        _ => throw fault("severity: warning or critical", $"'{text}'"),
    };

    private static TimeSpan Duration(string text, Func<string, string, AlertFileException> fault)
    {
        Match match = DurationPattern().Match(text);
        double number = match.Success ? double.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : double.NaN;
        double seconds = number * (match.Groups[2].Value switch { "s" => 1, "m" => 60, "h" => 3600, _ => 86400 });
        return seconds <= Longest.TotalSeconds ? TimeSpan.FromSeconds(seconds) : throw fault("a time such as 30s, 5m, 4h or 1d, at most 366d", $"'{text}'");
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,63}$")]
    private static partial Regex NamePattern();

    [GeneratedRegex("^([0-9]{1,9}(?:\\.[0-9]{1,3})?)([smhd])$")]
    private static partial Regex DurationPattern();
}
