using Fathom.Compute.Pilot;

namespace Fathom.Compute.Tests.Pilot;

public sealed class ScratchFolderTests : IDisposable
{
    private readonly TemporaryFolder parent = new();
    private readonly StringWriter log = new();

    public void Dispose() => parent.Dispose();

    [Fact]
    public void A_pilot_that_comes_up_removes_what_dead_pilots_of_its_machine_left_and_nothing_else()
    {
        var (dead, living) = (Make(Environment.MachineName, 1), Make(Environment.MachineName, 2));
        var (elsewhere, older) = (Make("another-node", 3), Make(Environment.MachineName, 4));
        foreach (var ended in new[] { dead, elsewhere })
        {
            ScratchFolder.Hold(ended)!.Dispose();
        }
        using var held = ScratchFolder.Hold(living);

        ScratchFolder.RemoveLeft(parent.Path, log);

        Assert.Equal([living, elsewhere, older], new[] { dead, living, elsewhere, older }.Where(Directory.Exists));
        Assert.Empty(log.ToString());
    }

    [Fact]
    public void Where_anybody_may_write_nothing_is_removed()
    {
        var dead = Make(Environment.MachineName, 1);
        ScratchFolder.Hold(dead)!.Dispose();
        File.SetUnixFileMode(parent.Path, File.GetUnixFileMode(parent.Path) | UnixFileMode.OtherWrite);
        ScratchFolder.RemoveLeft(parent.Path, log);
        Assert.True(Directory.Exists(dead));
    }

    [Fact]
    public void Where_there_is_no_scratch_yet_there_is_nothing_to_remove() => ScratchFolder.RemoveLeft(parent["nowhere"], log);

    private string Make(string host, int process)
    {
        var scratch = ScratchFolder.Make(parent.Path, new PilotIdentity(host, process, 17));
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(scratch, "job-1-1-0a")).FullName, "input"), "bytes");
        return scratch;
    }
}
