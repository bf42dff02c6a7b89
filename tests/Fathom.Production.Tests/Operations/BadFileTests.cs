using System.Text.RegularExpressions;
using Fathom.Catalog.Files;
using Fathom.Production.Campaigns;
using Fathom.Production.Operations;
using Fathom.Production.Protocol;
using Fathom.Production.Queries;
using Fathom.Production.Tests.World;

namespace Fathom.Production.Tests.Operations;

public sealed class BadFileTests : IDisposable
{
    private readonly TestWorkspace _world = new(runs: 1, sections: 2);

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task A_file_that_is_bad_at_one_element_is_read_from_another_and_nothing_is_made_again()
    {
        await _world.StartCampaignAsync();
        TestPilot pilot = await TestPilot.RegisterAsync(_world);
        await pilot.RunAsync((await pilot.LeaseAsync())!);
        await pilot.RunAsync((await pilot.LeaseAsync())!);
        string esd = Lfn("ESD");
        await CopyToSecondAsync(esd);
        CommandReply declared = await DeclareBadAsync(esd, "main");
        Assert.Contains("1 are taken from another replica, 0 become invalid", declared.Lines[0], StringComparison.Ordinal);
        Assert.Equal(["Deleting", "Valid"], _world.Texts("SELECT r.state FROM replica r JOIN file f ON f.id = r.file_id WHERE f.lfn = @esd ORDER BY r.se", new { esd }));
        await _world.SweepAsync();
        LeasedJob reader = (await pilot.LeaseAsync())!;
        Assert.Equal(esd, reader.Inputs[0].Lfn);
        Assert.Equal(["second"], reader.Inputs[0].Replicas.Select(replica => replica.Element.Name));
        Assert.True((await pilot.RunAsync(reader)).Accepted);
        Assert.Equal(3, await pilot.DrainAsync());
        Assert.Equal(0, _world.Events("Invalidated"));
        await FinishAsync();
    }

    [Theory]
    [InlineData("main")]
    [InlineData(null)]
    public async Task A_file_that_is_bad_in_its_last_replica_is_made_again_with_all_that_was_made_from_it(string? element)
    {
        await _world.StartCampaignAsync(replicateTo: "second");
        TestPilot pilot = await TestPilot.RegisterAsync(_world);
        Assert.Equal(6, await pilot.DrainAsync());
        await TestReplicator.DrainAsync(_world);
        string rtraw = Lfn("RTRAW");
        CommandReply declared = await DeclareBadAsync(rtraw, element);
        Assert.Contains("1 become invalid with 2 files made from them; 3 jobs are done again", declared.Lines[0], StringComparison.Ordinal);
        Assert.Equal(3, _world.Number("SELECT COUNT(*) FROM file WHERE state = 'Invalid'"));
        Assert.Equal(3, _world.Events("Invalidated"));
        await _world.CrashAndRecoverAsync();
        await _world.Ledger.FeedAsync();
        Assert.Equal(3, await pilot.DrainAsync());
        Assert.Equal(1, await TestReplicator.DrainAsync(_world));
        await FinishAsync();
    }

    [Fact]
    public async Task A_bad_file_whose_ancestors_were_cleaned_is_made_again_from_the_first_whose_bytes_are_there()
    {
        await _world.StartCampaignAsync();
        TestPilot pilot = await TestPilot.RegisterAsync(_world);
        Assert.Equal(6, await pilot.DrainAsync());
        long bad = _world.Number("SELECT MIN(id) FROM file WHERE tier = 'miniESD'");
        foreach (string id in _world.Texts("SELECT CAST(id AS TEXT) FROM file WHERE tier IN ('RTRAW', 'ESD')"))
        {
            await _world.Database.WriteAsync(transaction => { FileRegistrar.Expire(transaction, long.Parse(id, System.Globalization.CultureInfo.InvariantCulture), "needed no longer", "user:test"); });
        }

        await _world.SweepAsync();
        await DeclareBadAsync(_world.Texts("SELECT lfn FROM file WHERE id = @bad", new { bad })[0], null);
        await _world.Ledger.FeedAsync();
        Assert.Equal(3, await pilot.DrainAsync());
        Assert.Equal(2, _world.Number("SELECT COUNT(*) FROM file WHERE tier = 'miniESD' AND state = 'Valid' AND id <> @bad", new { bad }));
        await FinishAsync(intermediates: 1);
    }

    private async Task FinishAsync(int intermediates = 2)
    {
        Assert.Equal(CampaignState.Completed, new CampaignQueries(_world.Database).Find(TestWorkspace.Campaign)!.State);
        Assert.Equal(intermediates, _world.Number("SELECT COUNT(*) FROM file WHERE tier = 'RTRAW' AND state = 'Valid'"));
        Assert.Equal(intermediates, _world.Number("SELECT COUNT(*) FROM file WHERE tier = 'ESD' AND state = 'Valid'"));
        Assert.Equal(2, _world.Number("SELECT COUNT(*) FROM file WHERE tier = 'miniESD' AND state = 'Valid'"));
        await _world.SweepAsync();
        await _world.AssertCleanAsync();
        // What became invalid and was made again is no input that nothing came of.
        CommandReply certified = await new OperatorCommands(_world.Ledger, _world.Database, null!).RunAsync(TestWorkspace.NewId(), new CertifyCampaign(TestWorkspace.Campaign), "user:test");
        Assert.True(certified.Done, certified.Reason);
        Assert.Equal(3, Regex.Count(certified.Lines[0], @"\b(\d+) of \1 inputs accepted"));
    }

    private string Lfn(string tier) => _world.Texts("SELECT lfn FROM file WHERE tier = @tier AND state = 'Valid' ORDER BY id LIMIT 1", new { tier })[0];

    private async Task CopyToSecondAsync(string lfn)
    {
        (long id, string path) = (
            _world.Number("SELECT id FROM file WHERE lfn = @lfn", new { lfn }),
            _world.Texts("SELECT r.path FROM replica r JOIN file f ON f.id = r.file_id WHERE f.lfn = @lfn", new { lfn })[0]);
        using var bytes = new MemoryStream();
        await using (Stream source = _world.Main.OpenRead(path))
        {
            await source.CopyToAsync(bytes);
        }

        _world.Second.Write(path, bytes.ToArray());
        await _world.Second.MakeDurableAsync(path, CancellationToken.None);
        await _world.Database.WriteAsync(transaction => { FileRegistrar.AddReplica(transaction, id, "second", path, "server"); });
    }

    private async Task<CommandReply> DeclareBadAsync(string lfn, string? element)
    {
        var commands = new OperatorCommands(_world.Ledger, _world.Database, null!);
        CommandReply declared = await commands.RunAsync(
            TestWorkspace.NewId(), new DeclareFiles(true, element, [lfn], "bytes flipped", false), "user:test");
        Assert.True(declared.Done, declared.Reason);
        Assert.Equal(1, await commands.Bulk.RunAsync(CancellationToken.None));
        return declared;
    }
}
