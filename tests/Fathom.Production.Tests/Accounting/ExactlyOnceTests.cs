using System.Globalization;
using Fathom.Database.Reading;
using Fathom.Production.Accounting;
using Fathom.Production.Jobs;
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
        AccountingReport folded = Fold(world);
        Assert.True(folded.Total.Accepted >= 18, history.Summary);
        Assert.True(folded.Total.Attempts > folded.Total.Accepted, history.Summary);
        Assert.Empty(AccountingFold.Differences(folded, Ask(world.Ledger.Accounts.Rollup)));
        Assert.Empty(AccountingFold.Differences(folded, Ask(new AccountingBook(world.Database).Rollup)));
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

    private static AccountingReport Ask(AccountingRollup rollup) => rollup.Answer(new AccountingQuery { By = Everything });

    /// <summary>The accounts counted again from the events alone, in their order.</summary>
    private static AccountingReport Fold(TestWorkspace world)
    {
        var fold = new AccountingFold();
        var rollup = new AccountingRollup();
        var names = new AccountingNames();
        world.Database.Read(connection =>
        {
            foreach ((long job, string utc, string kind, string body) in connection.Select(
                "SELECT subject_id, utc, kind, body FROM event WHERE subject = 'job' ORDER BY seq", null,
                row => (row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3))))
            {
                if (JobEventJson.Read(kind, body) is { } happened && fold.Apply(job, utc, happened) is { } ended)
                {
                    rollup.Add(ended.Hour, rollup.Intern(names.Of(connection, ended)), AccountingFold.Cell(ended));
                }
            }

            return true;
        });
        return Ask(rollup);
    }
}
