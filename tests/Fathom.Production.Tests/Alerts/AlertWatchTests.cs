using Fathom.Production.Accounting;
using Fathom.Production.Alerts;
using Fathom.Production.Alerts.Facts;
using Fathom.Production.Alerts.Rules;
using Fathom.Production.Protocol;
using Fathom.Production.Queries;
using Fathom.Production.Tests.World;
using Fathom.Storage.Elements;
using Fathom.Storage.Folder;

namespace Fathom.Production.Tests.Alerts;

public sealed class AlertWatchTests : IDisposable
{
    private readonly TestWorkspace _world = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("fathom-alerts-").FullName;
    private long _free = 50_000_000_000;
    private IReadOnlyList<ElementState> _elements = [];
    private double? _seconds;

    [Fact]
    public async Task Held_jobs_fire_after_their_time_are_kept_and_are_over_once_rescheduled()
    {
        await _world.StartCampaignAsync();
        long held = await HoldAsync();
        using AlertWatch watch = Watch();
        await watch.LookAsync();
        Assert.Empty(watch.Up);
        await LaterAsync(watch, 10);
        AlertRecord up = Assert.Single(watch.Up);
        Assert.Equal(("jobs-held", TestWorkspace.Campaign, "Campaign Test26A: 1 jobs wait for a person"), (up.Rule, up.Subject, up.Text));
        Assert.Equal(up, Assert.Single(_world.Database.Read(AlertTable.Up)));

        await _world.Ledger.RescheduleAsync(TestWorkspace.NewId(), held, "", "user:test");
        await LaterAsync(watch, 1);
        Assert.Empty(watch.Up);
        Assert.NotNull(Assert.Single(_world.Database.Read(connection => AlertTable.List(connection))).ResolvedUtc);
    }

    [Fact]
    public async Task After_a_restart_an_alert_that_is_up_stays_up_under_its_number_and_is_not_told_again_at_once()
    {
        _free = 1_000_000_000;
        using (AlertWatch before = Watch())
        {
            await before.LookAsync();
            Assert.Contains(before.Up, alert => alert.Rule == "workspace-full");
        }

        AlertRecord kept = _world.Database.Read(AlertTable.Up).Single(alert => alert.Rule == "workspace-full");
        using AlertWatch after = Watch();
        await LaterAsync(after, 30);
        Assert.Equal(kept, after.Up.Single(alert => alert.Rule == "workspace-full"));
        await LaterAsync(after, 31);
        Assert.Equal(2, after.Up.Single(alert => alert.Rule == "workspace-full").Told);
        _free = 5_000_000_000;
        await LaterAsync(after, 1);
        Assert.DoesNotContain(after.Up, alert => alert.Rule == "workspace-full");
    }

    [Fact]
    public async Task A_campaign_without_progress_and_without_pilots_is_told_and_progress_ends_it()
    {
        await _world.StartCampaignAsync();
        using AlertWatch watch = Watch();
        await watch.LookAsync();
        await LaterAsync(watch, 61);
        await LaterAsync(watch, 6);
        Assert.Equal(["campaign-stalled", "no-pilots"], watch.Up.Select(alert => alert.Rule).Order());
        TestPilot pilot = await TestPilot.RegisterAsync(_world);
        await pilot.RunAsync((await pilot.LeaseAsync())!);
        await LaterAsync(watch, 1);
        Assert.Empty(watch.Up);
    }

    [Fact]
    public async Task A_campaign_whose_attempts_fail_is_told_with_the_rate()
    {
        await _world.StartCampaignAsync();
        TestPilot pilot = await TestPilot.RegisterAsync(_world);
        using AlertWatch watch = Watch();
        while (await pilot.LeaseAsync() is { } job && _world.Number("SELECT COUNT(*) FROM attempt") <= 24)
        {
            await pilot.FailAsync(job, cause: "NobodyKnows");
        }

        await watch.LookAsync();
        await LaterAsync(watch, 6);
        Assert.Contains("Campaign Test26A: 100 % of the attempts fail", watch.Up.Select(alert => alert.Text));
    }

    [Fact]
    public async Task A_forecast_that_moves_later_by_hours_is_told_and_no_forecast_is_no_slip()
    {
        await _world.Database.WriteAsync(transaction => Enumerable.Range(4, 40).Select(section => _world.AddRaw(transaction, 1, section)).ToList());
        await _world.StartCampaignAsync();
        TestPilot pilot = await TestPilot.RegisterAsync(_world);
        using AlertWatch watch = Watch();
        _seconds = 36_000;
        await watch.LookAsync();
        for (int done = 0; done < 25; done++)
        {
            await pilot.RunAsync((await pilot.LeaseAsync())!);
        }

        await watch.LookAsync();
        _seconds = null;
        await LaterAsync(watch, 6);
        Assert.DoesNotContain(watch.Up, alert => alert.Rule == "eta-slipped");
        _seconds = 36_000 + (7 * 3600);
        await LaterAsync(watch, 6);
        await LaterAsync(watch, 31);
        Assert.Contains(watch.Up, alert => alert.Rule == "eta-slipped" && alert.Subject == TestWorkspace.Campaign);
        _seconds = null;
        await LaterAsync(watch, 60);
        await LaterAsync(watch, 60);
        Assert.Contains(watch.Up, alert => alert.Rule == "eta-slipped");
        _seconds = 30_000;
        await LaterAsync(watch, 6);
        await LaterAsync(watch, 31);
        Assert.DoesNotContain(watch.Up, alert => alert.Rule == "eta-slipped");
    }

    [Fact]
    public async Task A_broken_file_of_rules_is_said_and_the_rules_before_hold_on()
    {
        string file = Path.Combine(_folder, AlertSettings.FileName);
        using AlertWatch watch = Watch();
        await File.WriteAllTextAsync(file, "rules: [{ name: only, fact: no_pilots, above: 1 }]");
        await watch.LookAsync();
        Assert.Contains("rule only: expected text", watch.Problem, StringComparison.Ordinal);
        Assert.Equal(AlertRuleFile.Shipped, watch.Settings.Rules);
        await File.WriteAllTextAsync(file, "rules: []");
        File.SetLastWriteTimeUtc(file, new DateTime(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        await watch.LookAsync();
        Assert.Equal("", watch.Problem);
    }

    [Fact]
    public async Task What_cannot_be_measured_leaves_its_alerts_as_they_are()
    {
        _free = 1_000_000_000;
        using AlertWatch watch = Watch();
        await watch.LookAsync();
        Assert.Contains(watch.Up, alert => alert.Rule == "workspace-full");
        _free = -1;
        await LaterAsync(watch, 5);
        Assert.Contains(watch.Up, alert => alert.Rule == "workspace-full");
    }

    [Fact]
    public async Task An_element_that_is_away_is_told_until_it_is_back()
    {
        var eos = new ElementState("eos", null, new ElementRoom(100_000_000_000, 50_000_000_000));
        _elements = [eos];
        using AlertWatch watch = Watch();
        await watch.LookAsync();
        Assert.Empty(watch.Up);
        _elements = [eos with { Trouble = new StorageAwayException("eos", "/eos", "there is no folder"), Room = null }];
        await LaterAsync(watch, 1);
        await LaterAsync(watch, 2);
        Assert.Equal([("element-away", "eos")], watch.Up.Select(alert => (alert.Rule, alert.Subject)));
        _elements = [eos];
        await LaterAsync(watch, 1);
        Assert.Empty(watch.Up);
    }

    public void Dispose()
    {
        _world.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private AlertWatch Watch()
    {
        AccountingRollup accounts = _world.Ledger.Accounts.Rollup;
        return new AlertWatch(_world.Database, _folder,
        [
            new CampaignFacts(new JobCensus(() => _world.Ledger.Jobs, new CampaignQueries(_world.Database)).Read, () => _world.Ledger.Pilots.Count, _ => _seconds, _world.Time),
            new AttemptFacts(accounts, _world.Time),
            new DatabaseFacts(_world.Database),
            new SpaceFacts("/workspace", () => _elements, _ => _free < 0 ? throw new IOException("gone") : (100_000_000_000, _free)),
        ]);
    }

    private async Task LaterAsync(AlertWatch watch, double minutes)
    {
        _world.Time.Advance(TimeSpan.FromMinutes(minutes));
        await watch.LookAsync();
    }

    private async Task<long> HoldAsync()
    {
        TestPilot pilot = await TestPilot.RegisterAsync(_world);
        LeasedJob first = (await pilot.LeaseAsync())!;
        await pilot.FailAsync(first);
        while (_world.Number("SELECT COUNT(*) FROM job WHERE state = 'Held'") == 0)
        {
            LeasedJob job = (await pilot.LeaseAsync())!;
            await (job.Fence.JobId == first.Fence.JobId ? pilot.FailAsync(job) : pilot.RunAsync(job).ContinueWith(_ => Fathom.Production.Attempts.FenceReply.Taken, TaskScheduler.Default));
        }

        return first.Fence.JobId;
    }
}
