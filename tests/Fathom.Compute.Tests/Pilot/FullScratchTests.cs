using Fathom.Compute.Pilot;
using Fathom.Production.Protocol;
using Fathom.SmallDisks;
using Xunit.Abstractions;

namespace Fathom.Compute.Tests.Pilot;

/// <summary>A node whose scratch disk is full.</summary>
/// <remarks>Faults on real processes found a healthy job held: a full disk made its payload fail four times, without a word in its log,
/// which was on that disk too.</remarks>
public sealed class FullScratchTests(ITestOutputHelper output) : IAsyncLifetime
{
    private readonly PilotFixture at = new();

    [Fact]
    public async Task A_payload_that_fails_on_a_full_disk_is_the_nodes_failure_and_not_its_own()
    {
        var (disk, reason) = SmallDisk.TryMount(at["scratch"], 4);
        if (disk is null)
        {
            output.WriteLine($"Skipped: {reason}");
            return;
        }
        using (disk)
        {
            await at.AddJobAsync();
            await at.RunAsync("cat /dev/zero > filled; exit 1");
            var evidence = Assert.Single(at.Server.Failed).Evidence;
            Assert.Equal((FailureOrigin.Infrastructure, "ScratchFull", 1), (evidence.Origin, evidence.Cause, evidence.ExitCode));
        }
    }

    [Fact]
    public async Task A_pilot_whose_scratch_is_full_lives_and_leases_nothing_until_there_is_room()
    {
        var (disk, reason) = SmallDisk.TryMount(at["scratch"], 4);
        if (disk is null)
        {
            output.WriteLine($"Skipped: {reason}");
            return;
        }
        using (disk)
        {
            var filled = Path.Combine(disk.Path, "another-users");
            await File.WriteAllBytesAsync(filled, new byte[7 << 19]); // half a megabyte is left
            await at.AddJobAsync();
            await at.Server.StartAsync();
            var pilot = at.StartPilot(PilotFixture.Success);
            await Eventually.IsTrueAsync(() => at.Server.Heartbeats.Count >= 3, "the pilot beats with a full scratch");
            Assert.Empty(at.Server.Asked);
            Assert.Single(at.Server.Jobs);
            File.Delete(filled);
            await Eventually.IsTrueAsync(() => !at.Server.Uploaded.IsEmpty, "the pilot leases once there is room");
            at.Server.Drain = true;
            Assert.Equal(PilotExit.Drained, await pilot);
            Assert.Empty(at.Server.Failed);
        }
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await at.DisposeAsync();
}
