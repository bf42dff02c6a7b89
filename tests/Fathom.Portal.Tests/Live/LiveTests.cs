using System.Diagnostics;
using Fathom.Portal.Live;
using Fathom.Portal.Tests.World;

namespace Fathom.Portal.Tests.Live;

public sealed class LiveTests
{
    [Fact]
    public async Task A_change_of_the_ledger_becomes_a_tick_and_many_changes_become_few()
    {
        await using var world = await PortalWorld.MakeAsync(1);
        using var end = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var stream = new StreamReader(await world.Reader.GetStreamAsync("/live", end.Token));
        var first = await TickAsync(stream, end.Token);
        await world.StartCampaignAsync();
        var second = await TickAsync(stream, end.Token);
        Assert.NotEqual(first, second);

        var begin = Stopwatch.GetTimestamp();
        var pilot = await world.PilotAsync();
        await world.WorkAsync(pilot, 6);
        var versions = new List<string> { second };
        while (versions[^1] != world.Get<LedgerWatch>().Version || versions.Count == 1)
        {
            versions.Add(await TickAsync(stream, end.Token));
        }

        var allowed = (Stopwatch.GetElapsedTime(begin) / LedgerWatch.Pause) + 2;
        Assert.True(versions.Count - 1 <= allowed, $"{versions.Count - 1} ticks, allowed {allowed:0}");
    }

    [Fact]
    public async Task What_changes_beside_the_ledger_is_a_tick_too()
    {
        await using var world = await PortalWorld.MakeAsync(1);
        using var end = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var stream = new StreamReader(await world.Reader.GetStreamAsync("/live", end.Token));
        var first = await TickAsync(stream, end.Token);
        world.Get<LedgerWatch>().Stir();
        Assert.NotEqual(first, await TickAsync(stream, end.Token));
    }

    [Fact]
    public async Task A_new_server_has_another_version_so_that_open_pages_fetch_themselves_again()
    {
        await using var world = await PortalWorld.MakeAsync(1);
        var before = world.Get<LedgerWatch>().Version;
        await world.RestartAsync();
        Assert.NotEqual(before, world.Get<LedgerWatch>().Version);
        Assert.Contains($"data-version=\"{world.Get<LedgerWatch>().Version}\"", await world.PageAsync("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stop_does_not_wait_for_open_streams()
    {
        await using var world = await PortalWorld.MakeAsync(1);
        using var stream = new StreamReader(await world.Reader.GetStreamAsync("/live"));
        await TickAsync(stream, CancellationToken.None);
        var begin = Stopwatch.GetTimestamp();
        await world.Server.DisposeAsync();
        Assert.True(Stopwatch.GetElapsedTime(begin) < TimeSpan.FromSeconds(8));
    }

    private static async Task<string> TickAsync(StreamReader stream, CancellationToken end)
    {
        while (await stream.ReadLineAsync(end) is { } line)
        {
            if (line.StartsWith("data: ", StringComparison.Ordinal))
            {
                return line[6..];
            }
        }

        throw new EndOfStreamException("The stream ended without a tick.");
    }
}
