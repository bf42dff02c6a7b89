using Fathom.Production.Diagnosis;
using Fathom.Production.Jobs;
using Fathom.Production.Protocol;

namespace Fathom.Production.Tests.Diagnosis;

public sealed class RecoveryPolicyTests
{
    [Fact]
    public void A_payload_runs_four_times_at_most_and_is_then_held_with_the_cause_of_its_last_failure()
    {
        Assert.Equal(
            [RecoveryAction.Retry, RecoveryAction.Retry, RecoveryAction.Retry, RecoveryAction.Hold],
            Enumerable.Range(0, 4).Select(failures => Decide(FailureOrigin.Payload, "h", failures, HostSet.Empty).Action));
        RecoveryDecision held = Decide(FailureOrigin.Payload, "h", 3, HostSet.Empty);
        Assert.Equal(("Crash", "at byte 12"), (held.Cause, held.Detail));
    }

    [Fact]
    public void The_eighth_different_host_that_is_lost_makes_a_job_poison()
    {
        HostSet hosts = HostSet.Empty;
        for (int i = 1; i <= 7; i++)
        {
            Assert.Equal(RecoveryAction.Retry, Decide(FailureOrigin.Infrastructure, $"node{i}", 0, hosts).Action);
            hosts = hosts.With($"node{i}");
        }

        RecoveryDecision held = Decide(FailureOrigin.Infrastructure, "node8", 0, hosts);
        Assert.Equal((RecoveryAction.Hold, "Poison"), (held.Action, held.Cause));
        Assert.Contains("node3", held.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Losses_on_one_host_never_hold_a_job_however_many()
    {
        HostSet hosts = HostSet.Empty;
        for (int i = 0; i < 100; i++)
        {
            Assert.Equal(RecoveryAction.Retry, Decide(FailureOrigin.Infrastructure, "node1", 0, hosts).Action);
            hosts = hosts.With("node1");
        }

        Assert.Equal(1, hosts.Count);
    }

    [Fact]
    public void Losses_do_not_count_to_the_retries_of_the_payload_nor_the_other_way_round()
    {
        HostSet seven = Enumerable.Range(1, 7).Aggregate(HostSet.Empty, (set, i) => set.With($"node{i}"));
        Assert.Equal(RecoveryAction.Retry, Decide(FailureOrigin.Payload, "node9", 2, seven).Action);
        Assert.Equal(RecoveryAction.Retry, Decide(FailureOrigin.Infrastructure, "node1", 3, seven).Action);
    }

    [Theory]
    [InlineData("InputDamaged")]
    [InlineData("InputUnavailable")]
    [InlineData("OutputPathRefused")]
    [InlineData("PayloadKilled.SIGKILL")]
    public void The_eighth_loss_by_a_cause_that_sticks_to_the_job_holds_it_with_that_cause_also_on_one_host(string cause)
    {
        HostSet one = HostSet.Empty.With("node1");
        Assert.Equal(RecoveryAction.Retry, Lose(cause, one, 6).Action);
        Assert.Equal(new RecoveryDecision(RecoveryAction.Hold, cause, "told"), Lose(cause, one, 7));
    }

    [Theory]
    [InlineData("LeaseExpired")]
    [InlineData("PilotDied")]
    [InlineData("PilotSilent")]
    [InlineData("PilotEnded")]
    public void What_the_server_infers_from_silence_never_holds_a_job_on_one_host(string cause) =>
        Assert.Equal(RecoveryAction.Retry, Lose(cause, HostSet.Empty.With("node1"), 100).Action);

    [Theory]
    [InlineData(RuleAction.HoldInput, 1, RecoveryAction.Hold)]
    [InlineData(RuleAction.AskPerson, 1, RecoveryAction.Hold)]
    [InlineData(RuleAction.HoldInput, 0, RecoveryAction.Retry)]
    [InlineData(RuleAction.RetryElsewhere, 2, RecoveryAction.Retry)]
    [InlineData(RuleAction.Retry, 3, RecoveryAction.Hold)]
    public void A_verdict_that_a_person_is_needed_holds_a_payload_at_the_failure_that_confirms_it(RuleAction action, int failures, RecoveryAction then)
    {
        var evidence = new FailureEvidence(FailureOrigin.Payload, "Crash", "told", 1, null, "", new ResourceUse(1, 1, 1));
        var history = new FailureHistory(failures, HostSet.Empty, 0);
        Assert.Equal(then, RecoveryPolicy.Decide(evidence, "h", history, new Verdict("C", action, "rule", "1")).Action);
        Assert.Equal(RecoveryPolicy.Decide(evidence, "h", history), RecoveryPolicy.Decide(evidence, "h", history, Verdict.OfNone("1")));
        Assert.Equal(RecoveryAction.Retry, RecoveryPolicy.Decide(evidence with { Origin = FailureOrigin.Infrastructure }, "h", history, new Verdict("C", action, "rule", "1")).Action);
    }

    [Theory]
    [InlineData(FailureOrigin.Payload, RuleAction.RetryLater)]
    [InlineData(FailureOrigin.Payload, RuleAction.BlameElement)]
    [InlineData(FailureOrigin.Infrastructure, RuleAction.RetryLater)]
    [InlineData(FailureOrigin.Infrastructure, RuleAction.BlameElement)]
    public void What_lies_outside_job_and_host_counts_against_neither_and_is_held_after_about_a_day(FailureOrigin origin, RuleAction action)
    {
        var evidence = new FailureEvidence(origin, "Away", "told", 1, null, "", new ResourceUse(1, 1, 1));
        HostSet seven = Enumerable.Range(1, 7).Aggregate(HostSet.Empty, (set, i) => set.With($"node{i}"));
        var verdict = new Verdict("C", action, "rule", "1");
        Assert.Equal(RecoveryDecision.Retry with { Outside = true }, RecoveryPolicy.Decide(evidence, "node8", new FailureHistory(3, seven, 0, RecoveryPolicy.MostWaits - 2), verdict));
        RecoveryDecision held = RecoveryPolicy.Decide(evidence, "node8", new FailureHistory(0, HostSet.Empty, 0, RecoveryPolicy.MostWaits - 1), verdict);
        Assert.Equal((RecoveryAction.Hold, "Away"), (held.Action, held.Cause));
        Assert.InRange(Enumerable.Range(1, RecoveryPolicy.MostWaits - 1).Sum(loss => Backoff.After(action, loss, 1).TotalHours), 16, 24);
    }

    private static RecoveryDecision Lose(string cause, HostSet hosts, int sticking) => RecoveryPolicy.Decide(
        new FailureEvidence(FailureOrigin.Infrastructure, cause, "told", null, null, "", new ResourceUse(0, 0, 0)), "node1",
        new FailureHistory(0, hosts, sticking));

    private static RecoveryDecision Decide(FailureOrigin origin, string host, int failures, HostSet hosts) => RecoveryPolicy.Decide(
        new FailureEvidence(origin, "Crash", "at byte 12", 1, null, "", new ResourceUse(1, 1, 1)), host, new FailureHistory(failures, hosts, 0));
}
