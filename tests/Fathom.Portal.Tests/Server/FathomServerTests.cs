using System.Net;
using System.Net.Sockets;
using Fathom.Database;
using Fathom.Database.Faults;
using Fathom.Database.Taking;
using Fathom.Portal.Server;
using Fathom.Portal.Tests.World;
using Fathom.Production.Queries;
using Fathom.Storage.Elements;

namespace Fathom.Portal.Tests.Server;

public sealed class FathomServerTests
{
    [Fact]
    public async Task A_second_server_on_a_workspace_is_refused_and_told_who_holds_it()
    {
        await using var world = await PortalWorld.MakeAsync(1);
        var refused = await Assert.ThrowsAsync<WorkspaceException>(() => FathomServer.StartAsync(PortalWorld.OptionsFor(world.Root)));
        Assert.Equal(WorkspaceProblem.Taken, refused.Problem);
        Assert.Contains(world.Server.Address.ToString(), refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_taken_port_is_named_and_the_workspace_is_free_again()
    {
        await using var world = await PortalWorld.MakeAsync(1);
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        await world.Server.DisposeAsync();
        var fault = await Assert.ThrowsAsync<PortInUseException>(
            () => FathomServer.StartAsync(PortalWorld.OptionsFor(world.Root) with { Port = port }));
        Assert.Contains($"Port {port}", fault.Message, StringComparison.Ordinal);
        await world.RestartAsync();
        Assert.Contains("Demo", await world.PageAsync("/good-run-lists"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_workspace_is_refused_with_the_next_step()
    {
        using var folder = new TemporaryFolder();
        var fault = await Assert.ThrowsAsync<WorkspaceException>(() => FathomServer.StartAsync(PortalWorld.OptionsFor(folder.Path)));
        Assert.Contains("fathom init", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_server_writes_down_where_it_listens_and_takes_it_away_when_it_ends()
    {
        await using var world = await PortalWorld.MakeAsync(1);
        var run = new WorkspaceFolders(world.Root).Run;
        Assert.Equal(world.Server.Address.ToString(), WorkspaceLock.FindHolder(run)!.Url);
        await world.Server.DisposeAsync();
        Assert.Null(WorkspaceLock.FindHolder(run));
    }

    [Fact]
    public async Task It_listens_on_the_loopback_interface_alone()
    {
        await using var world = await PortalWorld.MakeAsync(1);
        Assert.True(IPAddress.IsLoopback(IPAddress.Parse(world.Server.Address.Host)));
    }

    [Fact]
    public async Task An_ordered_stop_ends_with_0_and_the_next_server_finds_the_lease_alive()
    {
        await using var world = await PortalWorld.MakeAsync(1);
        await world.StartCampaignAsync();
        var pilot = await world.PilotAsync();
        var job = (await pilot.LeaseAsync())!;
        using var stop = new CancellationTokenSource();
        var runs = world.Server.RunAsync(stop.Token);
        await stop.CancelAsync();
        Assert.Equal(ServerEnd.Stopped, await runs);
        await world.RestartAsync();
        Assert.Equal(1, world.Server.Recovered.Leases);
        Assert.True((await pilot.UploadAsync(job, Payloads.Make(PortalWorld.Campaign, job))).Accepted);
        Assert.Equal(2, world.Get<JobQueries>().List(new JobFilter(Run: job.Inputs[0].Lfn.Contains("101", StringComparison.Ordinal) ? 101 : 102)).Items.Count);
    }

    [Fact]
    public async Task A_server_whose_workspace_was_taken_over_ends_with_75()
    {
        await using var world = await PortalWorld.MakeAsync(1);
        var runs = world.Server.RunAsync(CancellationToken.None);
        using (WorkspaceDatabase.Open(new WorkspaceFolders(world.Root).Database))
        {
            using var answer = await world.Operator.SendAsync(Stop());
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            var end = await runs;
            Assert.Equal(75, end.ExitCode);
            Assert.Contains("epoch", end.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(WorkspaceProblem.DiskFailed, 74)]
    [InlineData(WorkspaceProblem.EpochLost, 75)]
    public void Faults_of_the_workspace_have_their_exit_codes(WorkspaceProblem problem, int code)
        => Assert.Equal(code, ServerEnd.Of(new WorkspaceException(problem, "w", "words")).ExitCode);

    [Fact]
    public void A_storage_that_is_not_durable_ends_with_74_and_a_defect_with_70()
    {
        Assert.Equal(74, ServerEnd.Of(new StorageDurabilityException("se", "p", "EIO")).ExitCode);
        Assert.Equal(70, ServerEnd.Of(new InvalidOperationException("x")).ExitCode);
    }

    [Fact]
    public void A_full_disk_is_no_defect_and_says_what_to_do()
    {
        var end = ServerEnd.Of(new IOException("No space left on device", 28));
        Assert.Equal(74, end.ExitCode);
        Assert.Contains("Free some space", end.Message, StringComparison.Ordinal);
        Assert.Equal(74, ServerEnd.Of(new StorageFullException("se", "p")).ExitCode);
        Assert.Equal(70, ServerEnd.Of(new IOException("Broken pipe", 32)).ExitCode);
    }

    private static HttpRequestMessage Stop() => new(HttpMethod.Post, "/api/commands")
    {
        Content = new StringContent("{\"command\":\"stopCampaign\",\"name\":\"None\",\"reason\":\"\"}", System.Text.Encoding.UTF8, "application/json"),
        Headers = { { Fathom.Production.Protocol.Routes.RequestIdHeader, "stop-1" } },
    };
}
