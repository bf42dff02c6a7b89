using System.Text.Json;

namespace Fathom.Production.Diagnosis.Rules;

/// <summary>Actions as files and commands write them: <c>retry-with-more-memory</c>.</summary>
public static class RuleActionNames
{
    private static readonly Dictionary<string, RuleAction> Actions =
        Enum.GetValues<RuleAction>().ToDictionary(Of, StringComparer.Ordinal);

    /// <summary>Every name, in the order of the actions.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Enum.GetValues<RuleAction>().Select(Of)];

    /// <summary>The name of an action.</summary>
    public static string Of(RuleAction action) => JsonNamingPolicy.KebabCaseLower.ConvertName(action.ToString());

    internal static RuleAction Parse(RuleFields fields)
    {
        string name = fields.Text("action");
        return Actions.TryGetValue(name, out RuleAction action)
            ? action
            : throw fields.Problem("action", $"expected one of {string.Join(", ", All)}, found '{name}'");
    }
}
