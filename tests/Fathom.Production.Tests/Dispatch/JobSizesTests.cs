using Fathom.Production.Dispatch;

namespace Fathom.Production.Tests.Dispatch;

public sealed class JobSizesTests
{
    [Fact]
    public void Stretches_hold_each_job_once_in_order_and_with_its_size()
    {
        var random = new Random(1);
        var sizes = new JobSizes();
        var known = Enumerable.Range(1, 20_000).ToDictionary(job => (long)job, job => job / 300 % 3 == 0 ? 0 : random.Next(1, 4) * 1024.0);
        foreach ((long job, double size) in known)
        {
            sizes.Set(job, size);
        }

        long next = 4000;
        foreach (JobRange range in sizes.Ranges(4000, 9000))
        {
            Assert.Equal(next, range.FirstJob);
            Assert.All(Enumerable.Range(0, range.Count), i => Assert.Equal(known[range.FirstJob + i], range.Size));
            next += range.Count;
        }

        Assert.Equal(13_000, next);
    }

    [Fact]
    public void Alike_jobs_are_one_stretch_and_a_job_that_nobody_named_has_no_size()
    {
        var sizes = new JobSizes();
        Assert.Equal([new JobRange(7, 100_000)], sizes.Ranges(7, 100_000));
        for (long job = 1; job <= 10_000; job++)
        {
            sizes.Set(job, 4294967296);
        }

        Assert.Equal([new JobRange(1, 10_000, 4294967296)], sizes.Ranges(1, 10_000));
        Assert.Equal((0, 0), (sizes.Of(10_001), sizes.Of(5_000_000_000)));
        sizes.Clear();
        Assert.Equal(0, sizes.Of(1));
    }
}
