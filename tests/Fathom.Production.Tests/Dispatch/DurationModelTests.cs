using Fathom.Production.Dispatch;

namespace Fathom.Production.Tests.Dispatch;

/// <summary>Laws of what is foretold of a job's duration, over histories drawn from seeds.</summary>
public sealed class DurationModelTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 40)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void What_is_foretold_of_all_jobs_together_is_what_they_took_together(int seed)
    {
        (double Size, double Seconds)[] jobs = History(seed);
        DurationModel model = Of(jobs);
        Assert.Equal(1, model.Expected(jobs.Length, jobs.Sum(job => job.Size)) / jobs.Sum(job => job.Seconds), 9);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_larger_job_is_never_foretold_to_last_less_and_each_lies_between_alike_and_in_proportion(int seed)
    {
        (double Size, double Seconds)[] jobs = History(seed);
        DurationModel model = Of(jobs);
        (double size, double seconds) = (jobs.Average(job => job.Size), jobs.Average(job => job.Seconds));
        double before = 0;
        foreach (double part in Enumerable.Range(1, 60).Select(i => i / 12.0))
        {
            double foretold = model.Expected(part * size);
            Assert.True(foretold >= before);
            Assert.InRange(foretold, Math.Min(1, part) * seconds * (1 - 1e-9), Math.Max(1, part) * seconds * (1 + 1e-9));
            before = foretold;
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Other_units_of_size_change_nothing_and_slower_work_lasts_as_much_longer(int seed)
    {
        (double Size, double Seconds)[] jobs = History(seed);
        DurationModel one = Of(jobs), other = Of([.. jobs.Select(job => (job.Size * 1e9, job.Seconds * 7))]);
        foreach (double size in jobs.Take(20).Select(job => job.Size))
        {
            Assert.Equal(1, other.Expected(size * 1e9) / (7 * one.Expected(size)), 9);
        }

        Assert.InRange(other.Stretch(0.95) / one.Stretch(0.95), 1 / 1.06, 1.06);
    }

    [Theory]
    [InlineData(120, 0.5)]
    [InlineData(0, 2)]
    [InlineData(300, 0)]
    public void A_start_and_a_pace_are_found_exactly_where_nothing_scatters(double start, double pace)
    {
        DurationModel model = Of([.. Enumerable.Range(1, 50).Select(i => (i * 100.0, start + (pace * i * 100)))]);
        Assert.Equal((start, pace), (Math.Round(model.Base, 6), Math.Round(model.Slope, 9)));
        Assert.Equal(start + (pace * 12_345), model.Expected(12_345), 6);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_largest_job_that_fits_lasts_no_longer_and_a_larger_one_does(int seed)
    {
        DurationModel model = Of(History(seed));
        foreach (double seconds in new[] { 0.1, 10, 1000, 100_000 })
        {
            double size = model.LargestWithin(seconds);
            if (size > 0 && double.IsFinite(size))
            {
                Assert.Equal(1, model.Expected(size) / seconds, 6);
            }
            else
            {
                Assert.True(size > 0 ? model.Slope == 0 : model.Base > seconds);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Nineteen_of_twenty_jobs_that_come_later_last_no_longer_than_their_quantile(int seed)
    {
        (double Size, double Seconds)[] jobs = History(seed, count: 6000);
        DurationModel model = Of(jobs[..4000]);
        double within = jobs[4000..].Average(job => job.Seconds <= model.Expected(job.Size) * model.Stretch(0.95) ? 1.0 : 0);
        Assert.InRange(within, 0.93, 0.985);
    }

    [Fact]
    public void Before_twenty_jobs_durations_go_with_the_size_and_the_margin_is_assumed()
    {
        DurationModel model = Of([(100, 50)]);
        Assert.Equal((50, 100, 1.5), (model.Expected(100), model.Expected(200), model.Stretch(0.95)));
        Assert.Equal(50, model.Expected(0));
        Assert.Equal((0, 0), (new DurationModel().Expected(100), new DurationModel().Expected(0)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void What_is_no_duration_teaches_nothing(double seconds)
    {
        DurationModel model = Of([(100, 50)]);
        model.Add(100, seconds);
        model.Add(double.NaN, 10);
        Assert.Equal((1, 50), (model.Count, model.Expected(100)));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_sketch_that_is_written_and_read_again_is_the_same(int seed)
    {
        DurationModel model = Of(History(seed));
        DurationSketch again = DurationSketch.Parse(model.Errors.ToString());
        Assert.Equal(model.Errors.ToString(), again.ToString());
        Assert.Equal(model.Errors.Count, again.Count);
        Assert.All([0.01, 0.5, 0.95, 1.0], part => Assert.Equal(model.Errors.Quantile(part), again.Quantile(part)));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("x:1")]
    [InlineData("1:-2")]
    [InlineData("300:1")]
    [InlineData("-257:1")]
    public void A_text_that_is_no_sketch_is_refused_with_what_was_found(string text) =>
        Assert.Contains(text, Assert.Throws<FormatException>(() => DurationSketch.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_copy_learns_alone()
    {
        DurationModel model = Of([(100, 50), (200, 100)]), copy = model.Copy();
        copy.Add(300, 600);
        Assert.Equal((2, 1, 3, 2), (model.Count, model.Errors.Count, copy.Count, copy.Errors.Count));
    }

    private static DurationModel Of((double Size, double Seconds)[] jobs)
    {
        var model = new DurationModel();
        Array.ForEach(jobs, job => model.Add(job.Size, job.Seconds));
        return model;
    }

    // A start, a pace, and what neither tells; some seeds have sizes that say nothing, or that are all the same.
    private static (double Size, double Seconds)[] History(int seed, int count = 300)
    {
        var random = new Random(seed);
        (double start, double pace) = (random.NextDouble() * 500, seed % 5 == 0 ? 0 : random.NextDouble());
        double spread = seed % 7 == 0 ? 0 : random.NextDouble();
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            double size = 1000 * Math.Exp(spread * Normal(random));
            return (size, (start + (pace * size) + 1) * Math.Exp(0.2 * Normal(random)));
        })];
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
