using Fathom.Production.Alerts.Facts;
using Fathom.Production.Alerts.Rules;
using Fathom.SourceTrees;

namespace Fathom.Production.Tests.Alerts;

public sealed class AlertDocumentationTests
{
    [Fact]
    public void The_how_to_has_every_shipped_rule_with_its_severity_and_every_fact_with_its_meaning()
    {
        string page = File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "how-to", "alerts.md"));
        Assert.All(AlertRuleFile.Shipped, rule => Assert.Contains(
            $"| `{rule.Name}` | {rule.Severity.ToString().ToLowerInvariant()} | `{rule.Fact}` ", page, StringComparison.Ordinal));
        Assert.All(AlertFacts.All, fact => Assert.Contains(fact.Meaning, page, StringComparison.Ordinal));
    }
}
