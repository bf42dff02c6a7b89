using Fathom.Production.Diagnosis;

namespace Fathom.Production.Tests.Diagnosis;

public sealed class BackoffTests
{
    [Fact]
    public void Delays_grow_are_capped_and_differ_between_jobs_that_failed_together()
    {
        for (long job = 1; job <= 200; job++)
        {
            TimeSpan[] delays = [.. Enumerable.Range(1, 40).Select(loss => Backoff.After(RuleAction.RetryLater, loss, job))];
            Assert.All(delays, delay => Assert.InRange(delay, Backoff.First * 0.75, Backoff.Longest));
            Assert.All(delays.Take(6).Zip(delays.Skip(1)), pair => Assert.True(pair.Second > pair.First));
            Assert.True(delays[^1] >= Backoff.Longest * 0.75);
        }

        Assert.True(Enumerable.Range(1, 200).Select(job => Backoff.After(RuleAction.BlameElement, 5, job)).Distinct().Count() > 100);
    }

    [Theory]
    [InlineData(RuleAction.Retry)]
    [InlineData(RuleAction.RetryElsewhere)]
    [InlineData(RuleAction.RetryWithMoreMemory)]
    public void Only_waiting_actions_wait(RuleAction action) => Assert.Equal(TimeSpan.Zero, Backoff.After(action, 7, 1));
}
