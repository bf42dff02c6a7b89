using Fathom.Production.Diagnosis;
using Fathom.Production.Diagnosis.Causes;
using Fathom.Production.Diagnosis.Rules;
using Fathom.Production.Operations;
using Fathom.Production.Protocol;
using Fathom.Production.Tests.World;

namespace Fathom.Production.Tests.Diagnosis;

public sealed class CauseSurveyTests
{
    [Fact]
    public void Failures_are_grouped_by_cause_and_the_unknown_by_wording_with_counts_places_and_times()
    {
        var survey = new CauseSurvey(RuleTable.Default);
        for (int i = 0; i < 60; i++)
        {
            survey.Add(Failed(i, i % 3 == 0 ? "std::bad_alloc" : $"vertex {i} is singular", $"wn{i % 4}", i));
        }

        IReadOnlyList<CauseGroup> groups = survey.Groups();
        Assert.Equal(["Unknown", "OutOfMemory"], groups.Select(group => group.Cause));
        CauseGroup memory = groups[1];
        Assert.Equal((20, 20, RuleAction.RetryWithMoreMemory), (memory.Attempts, memory.Jobs, memory.Action));
        Assert.Equal(20, memory.Hosts.Sum(host => host.Count));
        Assert.Equal(20, memory.PerSlice.Sum());
        Assert.Equal(3, memory.Examples.Count);
        Assert.Equal(57, memory.Examples[0].JobId);
        Assert.StartsWith("Unknown.T-", groups[0].Id, StringComparison.Ordinal);
        Assert.Equal("vertex <num> is singular", groups[0].Template);
        Assert.Equal(20, survey.JobsOf("OutOfMemory").Count);
    }

    [Fact]
    public void A_job_belongs_to_the_cause_of_its_latest_failure()
    {
        var survey = new CauseSurvey(RuleTable.Default);
        survey.Add(Failed(1, "std::bad_alloc", "wn1", 1));
        survey.Add(Failed(1, "Disk quota exceeded", "wn1", 2));
        Assert.Empty(survey.JobsOf("OutOfMemory"));
        Assert.Equal([1], survey.JobsOf("QuotaExceeded"));
    }

    [Fact]
    public async Task One_action_touches_exactly_the_planned_jobs_of_the_cause_and_a_kill_is_taken_back()
    {
        using var world = new TestWorkspace(runs: 1, sections: 3);
        await world.StartCampaignAsync();
        TestPilot pilot = await TestPilot.RegisterAsync(world);
        while (await pilot.LeaseAsync() is { } job)
        {
            await pilot.FailAsync(job, cause: job.Fence.JobId == 1 ? "StepUnknown" : "RawFileTruncated");
        }

        var causes = new CauseQueries(world.Database, RuleTable.Default);
        Assert.Equal(["InputTruncated", "ConfigurationInvalid"], causes.List(TestWorkspace.Campaign).Select(cause => cause.Id));
        Assert.Equal("here", causes.Find("InputTruncated")!.Sites[0].Key);
        var kill = new ApplyToCause("InputTruncated", CauseVerb.Kill, "test", DryRun: false);
        Assert.Equal([2, 3], new CausePlanner(causes, world.Database, RuleTable.Default.Most).Plan(kill).Jobs);
        const string Held = "SELECT id || ' ' || cause FROM job WHERE state = 'Held' ORDER BY id";
        List<string> before = world.Texts(Held);
        Assert.Equal(3, before.Count);
        var commands = new OperatorCommands(world.Ledger, world.Database, null!);
        CommandReply killed = await commands.RunAsync(TestWorkspace.NewId(), kill, "user:test");
        await commands.Bulk.RunAsync(CancellationToken.None);
        Assert.Equal(2, world.Number("SELECT COUNT(*) FROM job WHERE state = 'Killed' AND id IN (2, 3)"));
        await commands.RunAsync(TestWorkspace.NewId(), new UndoAction(killed.Action, "test"), "user:test");
        await commands.Bulk.RunAsync(CancellationToken.None);
        Assert.Equal(before, world.Texts(Held));
    }

    [Fact]
    public async Task A_survey_takes_in_only_what_ended_since_and_counts_nothing_twice()
    {
        using var world = new TestWorkspace(runs: 1, sections: 3);
        await world.StartCampaignAsync();
        TestPilot pilot = await TestPilot.RegisterAsync(world);
        var causes = new CauseQueries(world.Database, RuleTable.Default);
        for (int failures = 1; failures <= 8; failures++)
        {
            await pilot.FailAsync((await pilot.LeaseAsync())!, cause: "NobodyKnows");
            world.Time.Advance(CauseQueries.Freshness);
            Assert.Equal(failures, causes.List().Sum(cause => cause.Attempts));
        }
    }

    private static FailedAttempt Failed(long job, string log, string host, int minute) => new(
        job, 1, "C", $"2026-01-01T00:{minute:00}:00Z",
        AttemptEvidence.Of(new FailureEvidence(FailureOrigin.Payload, "PayloadExit.1", "The payload ended with exit code 1.", 1, null, log, new ResourceUse(1, 1, 1)), host, "IHEP", "eos"));
}
