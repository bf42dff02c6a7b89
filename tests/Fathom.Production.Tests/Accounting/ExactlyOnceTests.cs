using Fathom.Production.Accounting;
using Fathom.Production.Protocol;
using Fathom.Production.Tests.World;

namespace Fathom.Production.Tests.Accounting;

public sealed class ExactlyOnceTests
{
    private static readonly AccountingDimension[] Everything =
    [
        AccountingDimension.Hour, AccountingDimension.Site, AccountingDimension.Campaign, AccountingDimension.Transformation,
        AccountingDimension.User,
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task After_any_history_with_crashes_the_accounts_are_the_fold_of_the_events(int seed)
    {
        using var world = new TestWorkspace();
        await world.StartCampaignAsync();
        var history = new RandomHistory(world, seed);
        for (int step = 0; step < 120; step++)
        {
            await history.StepAsync();
        }

        await history.FinishAsync();
        AccountingReport folded = AccountingAudit.Fold(world.Database);
        Assert.True(folded.Total.Accepted >= 18, history.Summary);
        Assert.True(folded.Total.Attempts > folded.Total.Accepted, history.Summary);
        Assert.Empty(AccountingAudit.Differences(world.Database));
        Assert.Equal(Lines(AccountingBook.Read(world.Database)), Lines(world.Ledger.Accounts.Rollup));
        Assert.Equal(world.Number("SELECT COUNT(*) FROM attempt"), folded.Total.Attempts);
    }

    [Fact]
    public async Task An_attempt_is_counted_with_its_site_its_normalised_CPU_and_its_bytes_and_a_repeat_is_not_counted()
    {
        using var world = new TestWorkspace(runs: 1, sections: 1);
        await world.StartCampaignAsync();
        TestPilot pilot = await TestPilot.RegisterAsync(world);
        LeasedJob job = (await pilot.LeaseAsync())!;
        AttemptUploaded upload = pilot.Write(job) with { Use = new ResourceUse(10, 20, 1, CpuFactor: 1.5, BytesRead: 700) };
        await pilot.StartAsync(job);
        string request = TestWorkspace.NewId();
        Assert.True((await world.Acceptance.UploadedAsync(request, pilot.Id, upload)).Accepted);
        Assert.True((await world.Acceptance.UploadedAsync(request, pilot.Id, upload)).Accepted);
        AccountingRow row = Assert.Single(world.Ledger.Accounts.Rollup.Answer(new AccountingQuery { By = Everything }).Rows);
        Assert.Equal([AccountingHour.Label(AccountingHour.Of(world.Time.GetUtcNow())), "here", TestWorkspace.Campaign, "RAW-RTRAW", AccountingSeries.NoOwner], row.Labels);
        Assert.Equal(new AccountingCell(1, 0, 0, 0, 10_000, 15_000, 20_000, 0, 700, upload.Outputs[0].Size), row.Sum);
    }

    [Fact]
    public async Task A_killed_attempt_and_a_failed_one_are_counted_with_their_causes()
    {
        using var world = new TestWorkspace(runs: 1, sections: 2);
        await world.StartCampaignAsync();
        TestPilot pilot = await TestPilot.RegisterAsync(world);
        LeasedJob failed = (await pilot.LeaseAsync())!;
        await pilot.FailAsync(failed);
        LeasedJob killed = (await pilot.LeaseAsync())!;
        await world.Ledger.KillAsync(TestWorkspace.NewId(), killed.Fence.JobId, "superseded", "user:test");
        AccountingReport report = world.Ledger.Accounts.Rollup.Answer(new AccountingQuery { By = [AccountingDimension.Cause] });
        Assert.Equal(["Killed", "RawFileTruncated"], report.Rows.Select(row => row.Labels[0]));
        Assert.Equal((0, 1, 0, 1), (report.Total.Accepted, report.Total.Failed, report.Total.Lost, report.Total.Killed));
        Assert.Equal(1000, report.Total.WastedWallMs);
    }

    [Fact]
    public async Task The_audit_finds_an_attempt_that_was_counted_twice_and_one_that_was_not()
    {
        using var world = new TestWorkspace(runs: 1, sections: 1);
        await world.StartCampaignAsync();
        TestPilot pilot = await TestPilot.RegisterAsync(world);
        await pilot.DrainAsync();
        Assert.Empty(AccountingAudit.Differences(world.Database));
        await world.Database.WriteAsync(transaction => transaction.Execute("UPDATE accounting SET accepted = 2 * accepted"));
        Assert.Equal(3, AccountingAudit.Differences(world.Database).Count());
        await world.Database.WriteAsync(transaction => transaction.Execute("DELETE FROM accounting"));
        Assert.Equal(3, AccountingAudit.Differences(world.Database).Count());
    }

    [Fact]
    public async Task Hours_of_old_days_are_added_up_on_the_disk_as_in_memory_and_the_audit_still_agrees()
    {
        using var world = new TestWorkspace(runs: 1, sections: 3);
        await world.StartCampaignAsync();
        for (int i = 0; i < 3; i++)
        {
            TestPilot pilot = await TestPilot.RegisterAsync(world, process: 100 + i);
            await pilot.FailAsync((await pilot.LeaseAsync())!);
            world.Time.Advance(TimeSpan.FromHours(5));
        }

        world.Time.Advance(TimeSpan.FromDays(70));
        int cells = world.Ledger.Accounts.Rollup.Cells;
        await world.Ledger.Accounts.CompactAsync();
        Assert.True(world.Ledger.Accounts.Rollup.Cells < cells);
        Assert.Equal(Lines(AccountingBook.Read(world.Database)), Lines(world.Ledger.Accounts.Rollup));
        Assert.Empty(AccountingAudit.Differences(world.Database));
    }

    private static string[] Lines(AccountingRollup rollup) =>
        [.. rollup.Answer(new AccountingQuery { By = [.. Everything, AccountingDimension.Cause] }).Rows.Select(row => string.Join('|', row.Labels) + row.Sum)];
}
