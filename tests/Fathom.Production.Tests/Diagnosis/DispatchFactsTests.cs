using Fathom.Production.Diagnosis.Hindrances;
using Fathom.Production.Operations;
using Fathom.Production.Tests.World;
using Fathom.Storage.Replication;

namespace Fathom.Production.Tests.Diagnosis;

public sealed class DispatchFactsTests : IDisposable
{
    private readonly TestWorkspace _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task A_ban_names_who_banned_and_only_elements_that_the_campaign_uses()
    {
        await _world.StartCampaignAsync();
        await _world.Database.WriteAsync(transaction => SiteControl.Ban(transaction, new BanSite("here", false, "cooling is down"), "user:li"));
        await _world.Database.WriteAsync(transaction => SiteControl.Ban(transaction, new BanElement("main", false, "disk errors"), "user:wu"));
        await _world.Database.WriteAsync(transaction => SiteControl.Ban(transaction, new BanElement("second", false, "moving"), "user:wu"));
        Assert.Equal(
            [new Ban("Site", "here", "cooling is down", "user:li"), new Ban("Storage element", "main", "disk errors", "user:wu")],
            new DispatchFactsReader(_world.Database).Bans(1));
    }

    [Fact]
    public async Task Where_its_copies_go_is_an_element_it_uses_and_the_last_copy_that_failed_says_why()
    {
        await _world.StartCampaignAsync("second");
        var facts = new DispatchFactsReader(_world.Database);
        TestPilot pilot = await TestPilot.RegisterAsync(_world);
        Assert.Equal(18, await pilot.DrainAsync());
        Assert.Equal("", facts.LastCopyFailure(1));
        foreach (string why in new[] { "refused", "away" })
        {
            LeasedTransfer transfer = (await _world.Transfers.LeaseTransferAsync("second", CancellationToken.None))!;
            await _world.Transfers.FailTransferAsync(transfer.Fence, "StorageAway", why, final: false, CancellationToken.None);
            _world.Time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal("away", facts.LastCopyFailure(1));
        Assert.Equal("", facts.LastCopyFailure(2));
        await _world.Database.WriteAsync(transaction => SiteControl.Ban(transaction, new BanElement("second", false, "moving"), "user:wu"));
        Assert.Equal([new Ban("Storage element", "second", "moving", "user:wu")], facts.Bans(1));
    }

    [Fact]
    public async Task A_limit_comes_with_what_uses_it()
    {
        await _world.StartCampaignAsync();
        TestPilot pilot = await TestPilot.RegisterAsync(_world);
        await pilot.LeaseAsync();
        await pilot.LeaseAsync();
        foreach (LimitKind kind in Enum.GetValues<LimitKind>())
        {
            string name = kind switch { LimitKind.Site => "here", LimitKind.User => "production", LimitKind.Campaign => TestWorkspace.Campaign, _ => "main" };
            await _world.Database.WriteAsync(transaction => SiteControl.Limit(transaction, new SetLimit(kind, name, 7, null, "careful"), "user:wu"));
            await _world.Database.WriteAsync(transaction => SiteControl.Limit(transaction, new SetLimit(kind, "another", 7, null, "careful"), "user:wu"));
        }

        Assert.Equal(
            [("element main", 2L), ("site another", 0L), ("site here", 2L), ("this campaign", 2L), ("user production", 2L)],
            new DispatchFactsReader(_world.Database).Limits(1).Select(limit => (limit.Scope, limit.Running)).Order());
    }
}
