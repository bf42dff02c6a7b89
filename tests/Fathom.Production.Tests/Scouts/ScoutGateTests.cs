using Fathom.Production.Scouts;

namespace Fathom.Production.Tests.Scouts;

public sealed class ScoutGateTests
{
    private static readonly ScoutPolicy Policy = new(10, CompareWith: "Before");

    [Theory]
    [InlineData(null, 5, 5)]
    [InlineData(null, 900, 10)]
    [InlineData(null, 477_000, 4770)]
    [InlineData(20, 477_000, 20)]
    [InlineData(0, 477_000, 0)]
    public void Scouts_are_so_many_as_asked_for_else_one_percent_but_at_least_ten(int? asked, long inputs, int expected) =>
        Assert.Equal(expected, new ScoutPolicy(asked).Count(inputs));

    [Fact]
    public void The_rest_waits_while_a_scout_is_open() =>
        Assert.Equal(ScoutState.Running, ScoutGate.Judge(Policy, new ScoutEvidence(29, 0, 1, [])).State);

    [Fact]
    public void Too_many_failures_fail_the_scouts_before_all_have_ended() =>
        Assert.Equal(ScoutState.Failed, ScoutGate.Judge(Policy, new ScoutEvidence(3, 2, 5, [])).State);

    [Fact]
    public void Scouts_whose_histograms_match_pass_and_the_verdict_says_by_what()
    {
        ScoutVerdict verdict = ScoutGate.Judge(Policy, new ScoutEvidence(30, 0, 0, [new("energy", [20, 35, 50, 30, 15], [45, 60, 98, 70, 27])]));
        Assert.Equal(ScoutState.Passed, verdict.State);
        Assert.Contains(verdict.Findings, finding => finding.Contains("energy: χ²", StringComparison.Ordinal));
    }

    [Fact]
    public void Scouts_whose_histogram_differs_fail_on_physics_although_every_job_is_done()
    {
        ScoutVerdict verdict = ScoutGate.Judge(Policy, new ScoutEvidence(30, 0, 0, [new("energy", [200, 35, 50, 30, 15], [45, 60, 98, 70, 270])]));
        Assert.Equal(ScoutState.Failed, verdict.State);
        Assert.StartsWith("energy", verdict.Findings[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_comparison_that_was_asked_for_and_cannot_be_made_fails()
    {
        Assert.Equal(ScoutState.Failed, ScoutGate.Judge(Policy, new ScoutEvidence(30, 0, 0, [])).State);
        Assert.Equal(ScoutState.Failed, ScoutGate.Judge(Policy, new ScoutEvidence(30, 0, 0, [new("energy", [0, 0], [5, 5])])).State);
        Assert.Equal(ScoutState.Failed, ScoutGate.Judge(Policy, new ScoutEvidence(30, 0, 0, [new("energy", [1, 2, 3], [5, 5])])).State);
        Assert.Equal(ScoutState.Passed, ScoutGate.Judge(new ScoutPolicy(10), new ScoutEvidence(30, 0, 0, [])).State);
    }
}
