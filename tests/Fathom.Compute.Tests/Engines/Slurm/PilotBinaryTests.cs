using System.Diagnostics;
using Fathom.Compute.Engines;
using Fathom.Compute.Engines.Slurm;
using Fathom.Compute.Node;
using Fathom.Compute.Payload;
using Fathom.Compute.Releases;
using Fathom.Database;

namespace Fathom.Compute.Tests.Engines.Slurm;

public sealed class PilotBinaryTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly Release release;
    private readonly PilotBinary binary;

    public PilotBinaryTests()
    {
        Directory.CreateDirectory(folder["from/lib"]);
        File.WriteAllText(folder["from/fathom"], "#!/bin/sh\ncat \"$(dirname \"$0\")/lib/text\"\nprintf '%s|' \"$@\"\n");
        File.SetUnixFileMode(folder["from/fathom"], UnixFileMode.UserRead | UnixFileMode.UserExecute);
        File.WriteAllText(folder["from/lib/text"], "released ");
        var registry = new ReleaseRegistry(new WorkspaceFolders(folder["it's w"]));
        release = registry.Add("fathom-1", folder["from"], TimeProvider.System);
        binary = new PilotBinary(release.Sha256, registry.ArchiveOf(release.Sha256)!);
    }

    private string Place => Path.Combine(folder["cache/fathom/releases"], release.Sha256);

    [Fact]
    public async Task The_batch_script_brings_the_release_to_the_node_once_and_becomes_its_pilot()
    {
        var ends = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => RunAsync()));
        Assert.All(ends, end => Assert.Equal((0, "released pilot|--workspace|/w|--engine|slurm|--site|local|--secret-file|/secrets/3.secret|", ""), end));
        Assert.Equal([Place], Directory.GetDirectories(Path.GetDirectoryName(Place)!));
        Assert.False(File.Exists(Place + ".tar"));

        // What the script unpacked is what the node's cache would have.
        File.Delete(binary.Archive);
        var cache = new ReleaseCache(new ContentCache(folder["cache/fathom"], TimeProvider.System), TimeProvider.System);
        var bytes = new MemoryStream();
        ReleaseArchive.Pack(Place, bytes);
        Assert.Equal(Place, await cache.GetAsync(release.Sha256, async (_, into, end) =>
        {
            await into.WriteAsync(bytes.ToArray(), end);
            return true;
        }, CancellationToken.None));
        Assert.Equal(0, (await RunAsync()).Code); // nothing is brought any more
    }

    [Fact]
    public async Task An_archive_with_other_bytes_is_not_run()
    {
        var bytes = await File.ReadAllBytesAsync(binary.Archive);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(binary.Archive, bytes);
        var (code, said, error) = await RunAsync();
        Assert.Equal((1, ""), (code, said));
        Assert.Contains($"no release of SHA-256 {release.Sha256}", error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Place));
    }

    [Fact]
    public void A_release_runs_a_program_that_is_there_and_executable_alone()
    {
        Assert.True(ReleaseArchive.Runs(binary.Archive, PilotBinary.Program));
        Assert.False(ReleaseArchive.Runs(binary.Archive, "lib/text"));
        Assert.False(ReleaseArchive.Runs(binary.Archive, "other"));
    }

    public void Dispose() => folder.Dispose();

    private async Task<(int Code, string Said, string Error)> RunAsync()
    {
        var pilot = new PilotInvocation { Command = new SelfCommand("/nowhere/dotnet", ["/nowhere/fathom.dll"]), Workspace = "/w", Engine = "slurm" };
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["XDG_CACHE_HOME"] = folder["cache"];
        start.Environment["SLURM_ARRAY_TASK_ID"] = "3";
        using var shell = Process.Start(start)!;
        await shell.StandardInput.WriteAsync(SlurmScript.TextOf(pilot, "/secrets", binary));
        shell.StandardInput.Close();
        var (said, error) = (shell.StandardOutput.ReadToEndAsync(), shell.StandardError.ReadToEndAsync());
        await shell.WaitForExitAsync();
        return (shell.ExitCode, await said, await error);
    }
}
