using Fathom.Production.Forecast;

namespace Fathom.Production.Tests.Forecast;

public sealed class CompletionForecastTests
{
    [Fact]
    public void The_true_end_lies_in_the_interval_in_nine_of_ten_campaigns()
    {
        int within = 0;
        const int Campaigns = 300;
        for (int seed = 1; seed <= Campaigns; seed++)
        {
            var random = new Random(seed);
            double[] jobs = [.. Enumerable.Range(0, 400).Select(_ => Draw(random))];
            double[] measured = jobs[..100];
            double mean = measured.Average();
            double deviation = Math.Sqrt(measured.Sum(one => Math.Pow(one - mean, 2)) / (measured.Length - 1));
            CompletionForecast forecast = CompletionForecast.Of(new ForecastBasis(300, 0, 20, 100, mean, deviation), seed)!.Value;
            double end = Schedule(jobs.AsSpan(100), 20);
            within += end >= forecast.Low && end <= forecast.High ? 1 : 0;
        }

        Assert.InRange(within / (double)Campaigns, 0.85, 0.95);
    }

    [Fact]
    public void Without_slots_or_measured_jobs_nothing_is_said()
    {
        Assert.Null(CompletionForecast.Of(new ForecastBasis(10, 0, 0, 100, 10, 1)));
        Assert.Null(CompletionForecast.Of(new ForecastBasis(10, 0, 5, 1, 10, 1)));
    }

    private static double Draw(Random random) => Math.Exp(5 + (0.4 * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble())));

    private static double Schedule(ReadOnlySpan<double> jobs, int slots)
    {
        var free = new PriorityQueue<int, double>(Enumerable.Range(0, slots).Select(slot => (slot, 0.0)));
        double end = 0;
        foreach (double job in jobs)
        {
            free.TryDequeue(out int slot, out double at);
            free.Enqueue(slot, at + job);
            end = Math.Max(end, at + job);
        }

        return end;
    }
}
