using System.Diagnostics;
using System.Globalization;
using Fathom.Compute.Payload;
using Xunit.Abstractions;

namespace Fathom.Compute.Tests.Payload;

public sealed class MemoryGroupTests(ITestOutputHelper output)
{
    private const long Limit = 48 << 20;

    [Fact]
    public void A_group_is_made_below_the_pilots_own_in_the_tree_that_holds_memory() => Assert.Equal(
        [("memory/slurm/job_7", "memory.limit_in_bytes", "memory.oom_control"), ("user.slice", "memory.max", "memory.events")],
        MemoryGroup.PlacesOf(["9:name=systemd:/x", "4:cpu,memory:/slurm/job_7", "3:memory:/../../etc", "nonsense", "0::/user.slice"]));

    [Fact]
    public async Task A_payload_that_passes_its_memory_between_two_looks_ends_and_the_cause_says_so()
    {
        if (!MayMakeGroups())
        {
            output.WriteLine("skipped: this node does not let a pilot make control groups.");
            return;
        }

        using var folder = new TemporaryFolder();
        PayloadOutcome outcome = await RunAsync(folder, "x=$(head -c 200000000 /dev/zero | tr '\\0' x); echo ${#x}");
        Assert.Equal("MemoryLimit", outcome.Breach?.Cause);
        Assert.DoesNotContain("200000000", outcome.LogTail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_process_that_leaves_its_payloads_session_ends_with_the_payload()
    {
        if (!MayMakeGroups())
        {
            output.WriteLine("skipped: this node does not let a pilot make control groups.");
            return;
        }

        using var folder = new TemporaryFolder();
        PayloadOutcome outcome = await RunAsync(folder, "setsid sleep 600 & echo $!");
        Assert.Equal(0, outcome.ExitCode);
        Assert.Null(outcome.Breach);
        Assert.True(HasEnded(int.Parse(outcome.LogTail.Trim(), CultureInfo.InvariantCulture)));
    }

    // The watch never looks: what holds the limit is the group alone.
    private static async Task<PayloadOutcome> RunAsync(TemporaryFolder folder, string script)
    {
        var start = new PayloadStart("/bin/sh", ["-c", script], new Dictionary<string, string> { ["PATH"] = "/usr/bin:/bin" }, folder.Path, folder["log"], false);
        using var payload = PayloadProcess.Start(
            start, PayloadLimits.Default with { MemoryBytes = Limit }, new PayloadWatch(TimeSpan.FromDays(1), TimeProvider.System), TimeProvider.System);
        return await payload.WaitAsync(CancellationToken.None);
    }

    private static bool HasEnded(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return process.WaitForExit(TimeSpan.FromSeconds(30));
        }
        catch (ArgumentException)
        {
            return true;
        }
    }

    private static bool MayMakeGroups()
    {
        using var group = MemoryGroup.TryMake(Limit);
        return group is not null;
    }
}
