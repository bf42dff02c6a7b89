using System.Diagnostics;
using Fathom.Portal.Tests.World;
using Xunit.Abstractions;

namespace Fathom.Portal.Tests.Pages;

public sealed class LatencyTests(ITestOutputHelper output)
{
    private const double LimitMs = 200;

    [Fact]
    public async Task Every_page_of_a_campaign_of_200_jobs_answers_within_200_ms()
    {
        await using var world = await PortalWorld.MakeAsync(sections: 98);
        await world.StartCampaignAsync();
        await world.WorkAsync(await world.PilotAsync(), 12);
        foreach (var address in new[] { "/", $"/campaigns/{PortalWorld.Campaign}", "/jobs", "/jobs/1", "/runs", "/runs/101", "/files", "/files/1", "/physics" })
        {
            await world.PageAsync(address);
            // The best of five: other work of the machine is not what is measured.
            var best = double.MaxValue;
            for (var i = 0; i < 5; i++)
            {
                var begin = Stopwatch.GetTimestamp();
                await world.PageAsync(address);
                best = Math.Min(best, Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
            }

            output.WriteLine($"{address}: {best:0.0} ms");
            Assert.True(best < LimitMs, $"{address}: {best:0.0} ms");
        }
    }
}
