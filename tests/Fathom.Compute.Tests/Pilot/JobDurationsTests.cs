using Fathom.Compute.Pilot;

namespace Fathom.Compute.Tests.Pilot;

/// <summary>A slot that runs one job after another, and leases the next ahead where it is expected to be free soon.</summary>
public sealed class JobDurationsTests
{
    private const string Kind = "step campaign/tier";

    // As in production: log-normal, σ = 0.4, 0.55 h in the mean.
    [Fact]
    public void Jobs_of_an_hour_whose_ends_nobody_can_foretell_are_not_leased_ahead()
    {
        var random = new Random(3);
        var (_, handedBack) = Run(Enumerable.Range(0, 1000).Select(_ => 0.508 * 3600 * Math.Exp(0.4 * Normal(random))));
        Assert.Equal(0, handedBack);
    }

    [Theory]
    [InlineData(0.2, 0.02)]
    [InlineData(20, 5)]
    [InlineData(2000, 5)]
    public void Of_jobs_that_are_alike_the_next_is_leased_ahead_and_begins_in_time(double mean, double deviation)
    {
        var random = new Random(4);
        var (ahead, handedBack) = Run(Enumerable.Range(0, 1000).Select(_ => mean + (deviation * Normal(random))));
        Assert.InRange(ahead, 950, 1000);
        Assert.InRange(handedBack, 0, 20);
    }

    [Fact]
    public void Of_a_kind_of_which_none_has_ended_nothing_is_known() =>
        Assert.Null(JobDurations.Left(new JobDurations().Typical(Kind), TimeSpan.FromSeconds(5)));

    [Fact]
    public void Of_a_job_that_takes_longer_than_any_nothing_is_known()
    {
        var durations = new JobDurations();
        durations.Note(Kind, TimeSpan.FromSeconds(2));
        Assert.Equal(TimeSpan.FromSeconds(2 + 3 + 1 - 4), JobDurations.Left(durations.Typical(Kind), TimeSpan.FromSeconds(4)));
        Assert.Null(JobDurations.Left(durations.Typical(Kind), TimeSpan.FromSeconds(6)));
    }

    /// <summary>How often the next job was leased ahead, and how often one waited for longer than it may.</summary>
    private static (int Ahead, int HandedBack) Run(IEnumerable<double> jobs)
    {
        var durations = new JobDurations();
        var (ahead, handedBack) = (0, 0);
        foreach (var seconds in jobs)
        {
            double? leased = null;
            for (var elapsed = 0.0; elapsed < seconds; elapsed += Math.Max(0.1, seconds / 500))
            {
                var left = JobDurations.Left(durations.Typical(Kind), TimeSpan.FromSeconds(elapsed));
                if (elapsed - leased >= LeasePlan.Horizon.TotalSeconds)
                {
                    (leased, handedBack) = (null, handedBack + 1);
                }
                leased ??= LeasePlan.Wanted([left], 0, 8) > 0 ? elapsed : null;
            }
            ahead += leased is null ? 0 : 1;
            durations.Note(Kind, TimeSpan.FromSeconds(seconds));
        }
        return (ahead, handedBack);
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
