using Fathom.Production.Protocol;
using Fathom.Production.Tests.World;
using Fathom.Storage.Elements;
using Fathom.Storage.Folder;
using Fathom.Storage.Sweeping;

namespace Fathom.Production.Tests.Sweeping;

/// <summary>Half a million accepted attempts leave nothing to sweep, and the sweeper nothing to ask for.</summary>
public sealed class CleanFolderTests : IDisposable
{
    private readonly TestWorkspace _world = new(runs: 1, sections: 2);
    private readonly DirectoryInfo _place = Directory.CreateTempSubdirectory("fathom-clean-");
    private readonly FolderElement _element;

    public CleanFolderTests() => _world.Elements.Set(_element = new FolderElement("second", _place.FullName));

    public void Dispose()
    {
        _world.Dispose();
        _place.Delete(recursive: true);
    }

    [Fact]
    public async Task An_accepted_attempt_with_a_clean_folder_is_swept_with_its_acceptance_and_one_that_left_something_by_the_sweep()
    {
        Production.Campaigns.CampaignDefinition chain = TestWorkspace.Definition() with { OutputElement = "second" };
        Assert.True((await _world.Ledger.CreateCampaignAsync(TestWorkspace.NewId(), chain, "user:test")).Accepted);
        Assert.True((await _world.Ledger.StartCampaignAsync(TestWorkspace.NewId(), TestWorkspace.Campaign, "user:test")).Done);
        TestPilot pilot = await TestPilot.RegisterAsync(_world);
        LeasedJob clean = (await pilot.LeaseAsync())!, littered = (await pilot.LeaseAsync())!;
        await _element.CreateAsync($"{littered.OutputPath}/core.4711", new MemoryStream([1]), CancellationToken.None);
        await UploadAsync(pilot, clean);
        await UploadAsync(pilot, littered);

        Assert.Equal([$"{clean.Fence.JobId} 1", $"{littered.Fence.JobId} 0"], _world.Texts("SELECT job_id || ' ' || swept FROM attempt ORDER BY swept DESC"));
        Assert.Equal(1, _world.Events("Swept"));
        ClosedPath only = Assert.Single(await _world.Sweeps.ClosedPathsAsync(100, CancellationToken.None));
        Assert.Equal(littered.OutputPath, only.Path);
        await _world.CrashAndRecoverAsync();
        await _world.SweepAsync();
        Assert.Empty(await _world.Sweeps.ClosedPathsAsync(100, CancellationToken.None));
        Assert.Equal(["out.rtraw"], _element.List(clean.OutputPath).Select(file => Path.GetFileName(file.Path)));
        Assert.Equal(["out.rtraw"], _element.List(littered.OutputPath).Select(file => Path.GetFileName(file.Path)));
        await _world.AssertCleanAsync();
    }

    private async Task UploadAsync(TestPilot pilot, LeasedJob job)
    {
        StoredFile stored = await _element.CreateAsync($"{job.OutputPath}/out.rtraw", new MemoryStream([1, 2, 3]), CancellationToken.None);
        var output = new UploadedOutput("RTRAW", $"out/{job.Fence.JobId}", stored.Path, stored.Size, stored.Adler32!, 5, "{}");
        AcceptanceReply reply = await _world.Acceptance.UploadedAsync(
            TestWorkspace.NewId(), pilot.Id, new AttemptUploaded(job.Fence, [output], new ResourceUse(1, 1, 1), "", ""));
        Assert.True(reply.Accepted, reply.Reason);
    }
}
