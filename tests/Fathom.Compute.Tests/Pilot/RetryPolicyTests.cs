using System.Net;
using Fathom.Compute.Pilot;

namespace Fathom.Compute.Tests.Pilot;

public sealed class RetryPolicyTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    [Theory]
    [InlineData(200, AnswerKind.Ok)]
    [InlineData(204, AnswerKind.Ok)]
    [InlineData(302, AnswerKind.Unreachable)]
    [InlineData(400, AnswerKind.Rejected)]
    [InlineData(401, AnswerKind.Stranger)]
    [InlineData(403, AnswerKind.Rejected)]
    [InlineData(404, AnswerKind.Unreachable)]
    [InlineData(409, AnswerKind.Stale)]
    [InlineData(410, AnswerKind.Unregistered)]
    [InlineData(422, AnswerKind.Rejected)]
    [InlineData(429, AnswerKind.Busy)]
    [InlineData(500, AnswerKind.Unreachable)]
    [InlineData(502, AnswerKind.Unreachable)]
    [InlineData(503, AnswerKind.Busy)]
    public void Each_status_has_one_meaning(int status, AnswerKind kind) => Assert.Equal(kind, RetryPolicy.KindOf((HttpStatusCode)status));

    [Theory]
    [InlineData(AnswerKind.Ok, RetryAction.Accept)]
    [InlineData(AnswerKind.Stale, RetryAction.Accept)]
    [InlineData(AnswerKind.Unregistered, RetryAction.Accept)]
    [InlineData(AnswerKind.Stranger, RetryAction.Accept)]
    [InlineData(AnswerKind.Rejected, RetryAction.Accept)]
    [InlineData(AnswerKind.Busy, RetryAction.Again)]
    [InlineData(AnswerKind.Unreachable, RetryAction.Again)]
    public void Only_silence_and_a_busy_server_are_reasons_to_ask_again(AnswerKind kind, RetryAction action) =>
        Assert.Equal(action, RetryPolicy.Decide(kind, 1, TimeSpan.Zero, Patience, null, 0).Action);

    [Theory]
    [InlineData(AnswerKind.Stranger, RetryAction.Again)]
    [InlineData(AnswerKind.Unregistered, RetryAction.Accept)]
    public void About_a_job_that_it_holds_the_pilot_believes_its_own_server_alone(AnswerKind kind, RetryAction action)
    {
        Assert.Equal(action, RetryPolicy.Decide(kind, 1, TimeSpan.Zero, Patience, null, 0, holdsJob: true).Action);
        Assert.NotEqual(RetryAction.Again, RetryPolicy.Decide(kind, 1, Patience, Patience, null, 0, holdsJob: true).Action);
    }

    [Fact]
    public void The_pilot_gives_up_when_the_silence_has_lasted_for_its_patience_and_not_before()
    {
        Assert.Equal(RetryAction.Again, RetryPolicy.Decide(AnswerKind.Unreachable, 99, Patience - TimeSpan.FromSeconds(1), Patience, null, 0).Action);
        Assert.Equal(RetryAction.GiveUp, RetryPolicy.Decide(AnswerKind.Unreachable, 1, Patience, Patience, null, 0).Action);
        Assert.Equal(RetryAction.Again, RetryPolicy.Decide(AnswerKind.Busy, 1, Patience, Patience, null, 0).Action);
    }

    [Fact]
    public void Waits_grow_stay_bounded_and_are_spread_by_the_jitter()
    {
        var waits = Enumerable.Range(1, 200).Select(tries => RetryPolicy.Decide(AnswerKind.Unreachable, tries, default, Patience, null, 0.999).Wait).ToList();
        Assert.Equal(waits.Order(), waits);
        Assert.True(waits[0] < TimeSpan.FromSeconds(1));
        Assert.True(waits[^1] <= TimeSpan.FromSeconds(15));
        Assert.True(RetryPolicy.Decide(AnswerKind.Unreachable, 9, default, Patience, null, 0).Wait < waits[8] * 0.6);
    }

    [Fact]
    public void The_servers_own_word_on_when_to_come_again_is_heeded_within_reason()
    {
        Assert.Equal(TimeSpan.FromSeconds(7), RetryPolicy.Decide(AnswerKind.Busy, 1, default, Patience, TimeSpan.FromSeconds(7), 0).Wait);
        Assert.Equal(TimeSpan.FromMinutes(1), RetryPolicy.Decide(AnswerKind.Busy, 1, default, Patience, TimeSpan.FromDays(1), 0).Wait);
        Assert.True(RetryPolicy.Decide(AnswerKind.Busy, 1, default, Patience, TimeSpan.Zero, 0).Wait > TimeSpan.Zero);
    }
}
