using Fathom.Compute.Pilot;
using Fathom.Database.Taking;

namespace Fathom.Compute.Tests.Pilot;

public sealed class ServerAddressTests : IDisposable
{
    private readonly TemporaryFolder workspace = new();

    [Fact]
    public void The_address_that_a_killed_server_left_is_not_trusted()
    {
        var run = Directory.CreateDirectory(workspace["run"]).FullName;
        File.WriteAllText(workspace["run/server.lock"], "");
        File.WriteAllText(workspace["run/server.json"], """{"ProcessId":1,"Host":"h","Url":"http://127.0.0.1:1/"}""");
        var time = new MovedTime();
        var address = new ServerAddress(null, workspace.Path, time);
        Assert.Null(address.Current);
        time.Now += ServerAddress.Validity;
        using (WorkspaceLock.Take(run, new WorkspaceHolder(2, "h", "http://127.0.0.1:2/")))
        {
            Assert.Equal(new Uri("http://127.0.0.1:2/"), address.Current);
        }
        time.Now += ServerAddress.Validity;
        Assert.Null(address.Current);
    }

    [Fact]
    public void A_busy_pilot_does_not_ask_the_workspace_for_every_request()
    {
        var run = Directory.CreateDirectory(workspace["run"]).FullName;
        var time = new MovedTime();
        var address = new ServerAddress(null, workspace.Path, time);
        using (WorkspaceLock.Take(run, new WorkspaceHolder(2, "h", "http://127.0.0.1:2/")))
        {
            Assert.NotNull(address.Current);
        }
        time.Now += ServerAddress.Validity - TimeSpan.FromMilliseconds(1);
        Assert.NotNull(address.Current);
    }

    [Theory]
    [InlineData("")]
    [InlineData("file:///etc/passwd")]
    [InlineData("nonsense")]
    public void A_server_that_has_not_said_where_it_listens_has_no_address_yet(string url)
    {
        var run = Directory.CreateDirectory(workspace["run"]).FullName;
        using var held = WorkspaceLock.Take(run, new WorkspaceHolder(2, "h", url));
        Assert.Null(new ServerAddress(null, workspace.Path, TimeProvider.System).Current);
    }

    public void Dispose() => workspace.Dispose();

    private sealed class MovedTime : TimeProvider
    {
        public TimeSpan Now { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }
}
