using System.Diagnostics;
using Fathom.Production.Jobs;
using Fathom.Production.Monitor;

namespace Fathom.Benchmarks.Queries;

/// <summary>Changes 10,000 jobs a second, as the ledger does, and keeps the longest time that one change took.</summary>
internal sealed class SteadyWriter : IDisposable
{
    private const int ChangesOfTick = 200;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(20);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _work;
    private long _longest;

    public SteadyWriter(JobTable table, int seed) => _work = Task.Run(() => WriteAsync(table, new Random(seed), _end.Token));

    public long Changes { get; private set; }

    public double LongestMilliseconds => Stopwatch.GetElapsedTime(0, _longest).TotalMilliseconds;

    public void Dispose()
    {
        _end.Cancel();
        _work.GetAwaiter().GetResult();
        _end.Dispose();
    }

    private async Task WriteAsync(JobTable table, Random random, CancellationToken end)
    {
        using var timer = new PeriodicTimer(Tick);
        try
        {
            while (await timer.WaitForNextTickAsync(end))
            {
                for (int i = 0; i < ChangesOfTick; i++)
                {
                    long id = table.Count - random.NextInt64(22_484);
                    JobEntry job = table.Read(id);
                    long begin = Stopwatch.GetTimestamp();
                    table.Write(id, job with { State = (JobState)random.Next(5), Updated = job.Updated + 1, LastEvent = job.LastEvent + 1 });
                    _longest = Math.Max(_longest, Stopwatch.GetTimestamp() - begin);
                    Changes++;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // told to
        }
    }
}
