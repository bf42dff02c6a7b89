using System.Runtime.InteropServices;
using Fathom.Compute.Payload;
using Fathom.Compute.Pilot;

namespace Fathom.Compute.Tests.Pilot;

public sealed partial class PilotPrivacyTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task A_payload_inherits_nothing_that_the_pilot_inherited()
    {
        File.WriteAllText(folder["inherited"], "of whoever started the pilot");
        var inherited = Open(folder["inherited"], flags: 0); // a batch system's file, say: it stays open across exec
        try
        {
            Assert.Contains("inherited", await OpenFilesAsync("before"), StringComparison.Ordinal);
            PilotPrivacy.KeepFiles();
            Assert.DoesNotContain("inherited", await OpenFilesAsync("after"), StringComparison.Ordinal);
        }
        finally
        {
            _ = PosixSpawn.Close(inherited);
        }
    }

    public void Dispose() => folder.Dispose();

    private async Task<string> OpenFilesAsync(string log)
    {
        using var child = ChildProcess.Start(new PayloadStart(
            "/bin/ls", ["-l", "/proc/self/fd"], new Dictionary<string, string>(), folder.Path, folder[log], WatchesPilot: false));
        await child.WaitAsync();
        return File.ReadAllText(folder[log]);
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);
}
