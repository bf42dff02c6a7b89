using System.Diagnostics;
using Fathom.Production.Tests.World;
using Xunit.Abstractions;

namespace Fathom.Production.Tests.Ledgers;

public sealed class ThroughputTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Eight_pilots_share_commits_when_they_lease_and_upload_together()
    {
        using var world = new TestWorkspace(runs: 1, sections: 200);
        await world.StartCampaignAsync();
        TestPilot[] pilots = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => TestPilot.RegisterAsync(world, "node1", i)));
        int before = world.Commits;
        TimeSpan cpu = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        int[] done = await Task.WhenAll(pilots.Select(pilot => Task.Run(async () =>
        {
            int jobs = 0;
            for (; jobs < 60 && await pilot.LeaseAsync() is { } job; jobs++)
            {
                Assert.True((await pilot.UploadAsync(job)).Accepted);
            }

            return jobs;
        })));
        double perJob = (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds / done.Sum();
        double seconds = watch.Elapsed.TotalSeconds;
        int works = 3 * done.Sum();
        int commits = world.Commits - before;
        output.WriteLine($"{done.Sum()} jobs leased and accepted in {seconds:F2} s: {2 * done.Sum() / seconds:F0} lease and accept transactions/s, {works} works in {commits} commits, {perJob:F2} ms of CPU a job.");
        Assert.True(commits < works, $"{works} works took {commits} commits.");
    }
}
