using System.Text.RegularExpressions;
using Fathom.Production.Diagnosis;
using Fathom.Production.Diagnosis.Rules;
using Fathom.Production.Protocol;
using Fathom.SourceTrees;

namespace Fathom.Production.Tests.Diagnosis;

/// <summary>The reference page says what the shipped table does.</summary>
public sealed partial class FailureRulesPageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "reference", "failure-rules.md"));

    [Fact]
    public void Every_shipped_cause_stands_in_the_page_with_its_actions_its_rules_and_its_advice()
    {
        string[] lines = Page.Split('\n');
        foreach (IGrouping<string, Rule> cause in RuleTable.Default.Rules.GroupBy(rule => rule.Cause))
        {
            string actions = string.Join(", ", cause.Select(rule => $"`{RuleActionNames.Of(rule.Action)}`").Distinct());
            string rules = string.Join(", ", cause.Select(rule => $"`{rule.Id}`"));
            Assert.Contains($"| `{cause.Key}` | {actions} | {rules} | {cause.First().Advice} |", lines);
        }

        Assert.Equal(RuleTable.Default.Rules.DistinctBy(rule => rule.Cause).Count(), lines.SkipWhile(line => line != "## Shipped causes").Count(line => line.StartsWith("| `", StringComparison.Ordinal)));
        Assert.All(RuleActionNames.All, name => Assert.Contains(lines, line => line.StartsWith($"| `{name}` | ", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_pages_example_is_a_table_that_works()
    {
        RuleTable table = RuleTableFile.ParseOverShipped(Example().Match(Page).Groups[1].Value, "example");
        Assert.Equal("TapeRobotStuck", table.Diagnose(AttemptEvidence.Of(
            new FailureEvidence(FailureOrigin.Payload, "", "", 1, null, "library: robot arm 2 is jammed", new ResourceUse(0, 0, 0)))).Cause);
        Assert.Null(table.Find("licence"));
        Assert.Equal(RuleAction.AskPerson, table.Find("out-of-memory")!.Action);
    }

    [GeneratedRegex("```yaml\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
