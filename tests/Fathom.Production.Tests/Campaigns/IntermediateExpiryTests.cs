using Fathom.Production.Campaigns;
using Fathom.Production.Tests.World;

namespace Fathom.Production.Tests.Campaigns;

public sealed class IntermediateExpiryTests : IDisposable
{
    private readonly TestWorkspace _world = new(runs: 1, sections: 2);

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task An_intermediate_goes_when_its_days_after_its_readers_end_are_over_and_not_before()
    {
        await RunAsync();
        _world.Time.Advance(TimeSpan.FromDays(3) - TimeSpan.FromMinutes(1));
        Assert.Equal(0, await ExpireAsync());
        _world.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(2, await ExpireAsync());
        Assert.Equal(0, await ExpireAsync());
        Assert.Equal(["ESD", "RAW", "miniESD"], Valid());
        await _world.SweepAsync();
        Assert.Equal(0, _world.Number("SELECT count(*) FROM replica r JOIN file f ON f.id = r.file_id WHERE f.tier = 'RTRAW' AND r.state <> 'Deleted'"));
        await _world.CrashAndRecoverAsync();
        Assert.Equal(0, await ExpireAsync());
        await _world.AssertCleanAsync();
    }

    [Fact]
    public async Task A_file_that_somebody_has_still_to_read_stays_whatever_its_age()
    {
        await RunAsync();
        long kept = _world.Number("SELECT min(id) FROM file WHERE tier = 'RTRAW'");
        await _world.Database.WriteAsync(transaction => { transaction.Execute("UPDATE transformation_input SET state = 'Unused' WHERE file_id = @kept", new { kept }); });
        _world.Time.Advance(TimeSpan.FromDays(30));
        Assert.Equal(1, await ExpireAsync());
        Assert.Equal(1, _world.Number("SELECT count(*) FROM file WHERE tier = 'RTRAW' AND state = 'Valid' AND id = @kept", new { kept }));
    }

    private async Task RunAsync()
    {
        CampaignDefinition definition = TestWorkspace.Definition() with { Expiry = new Dictionary<string, int> { ["RTRAW"] = 3 } };
        await _world.Ledger.CreateCampaignAsync(TestWorkspace.NewId(), definition, "user:test");
        Assert.True((await _world.Ledger.StartCampaignAsync(TestWorkspace.NewId(), definition.Name, "user:test")).Done);
        await _world.Ledger.FeedAsync();
        Assert.Equal(6, await (await TestPilot.RegisterAsync(_world)).DrainAsync());
        await _world.SweepAsync();
    }

    private Task<int> ExpireAsync() => new IntermediateExpiry(_world.Ledger).ExpireAsync();

    private List<string> Valid() => _world.Texts("SELECT tier FROM file WHERE state = 'Valid' GROUP BY tier ORDER BY tier");
}
