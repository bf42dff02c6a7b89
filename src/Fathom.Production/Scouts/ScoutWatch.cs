using System.Data.Common;
using Fathom.Database;
using Fathom.Database.Reading;
using Fathom.Production.Campaigns;
using Fathom.Production.Jobs;
using Fathom.Production.State;
using Fathom.Production.Stores;
using Fathom.Production.Writing;

namespace Fathom.Production.Scouts;

/// <summary>Judges the scouts of campaigns from time to time, and opens the gate for those that pass.</summary>
/// <param name="ledger">The ledger.</param>
/// <param name="database">The workspace's database.</param>
public sealed class ScoutWatch(Ledger ledger, WorkspaceDatabase database)
{
    /// <summary>Judges all scouts that run; returns how many campaigns' state changed.</summary>
    public async Task<int> JudgeAsync()
    {
        int changed = 0;
        foreach ((long id, ScoutPolicy policy) in database.Read(connection => connection.Select(
            "SELECT id, scouts FROM campaign WHERE state = 'Active' AND scout_state = 'Running' AND scouts IS NOT NULL ORDER BY id", null,
            row => (row.GetInt64(0), LedgerJson.Read<ScoutPolicy>(row.GetString(1))))))
        {
            ScoutVerdict verdict = database.Read(connection => ScoutGate.Judge(policy, Evidence(connection, id, policy)));
            changed += verdict.State != ScoutState.Running && await ledger.ChangeAsync(work => Write(work, id, verdict)) ? 1 : 0;
        }

        return changed;
    }

    /// <summary>Judges until it is told to end.</summary>
    public async Task RunAsync(TimeProvider time, CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(2), time);
        while (await timer.WaitForNextTickAsync(cancellation))
        {
            await JudgeAsync();
        }
    }

    private bool Write(LedgerWork work, long id, ScoutVerdict verdict)
    {
        if (work.Sql.Execute(
            "UPDATE campaign SET scout_state = @state, scout_findings = @findings WHERE id = @id AND scout_state = 'Running'",
            new { id, state = verdict.State.ToString(), findings = LedgerJson.Write(verdict.Findings) }) == 0)
        {
            return false;
        }

        CampaignJournal.Campaign(work.Sql, id, CampaignStateMachine.ScoutsJudged, Actors.Server, verdict);
        ledger.Campaigns.Feeder.Freed(work);
        return true;
    }

    private ScoutEvidence Evidence(DbConnection connection, long id, ScoutPolicy policy)
    {
        (long done, long ended, long open) = (0, 0, 0);
        foreach (StepFacts step in SqlSteps.Read(connection).Where(step => step.CampaignId == id))
        {
            long[] states = ledger.Jobs.Counts.Of(step.Id);
            done += states[(int)JobState.Done];
            ended += states[(int)JobState.Held] + states[(int)JobState.Killed];
            open += Enum.GetValues<JobState>().Where(state => state.IsOpen()).Sum(state => states[(int)state]);
            open += step.Ordinal == 0 ? 0 : connection.SelectNumber(
                "SELECT count(*) FROM transformation_input WHERE transformation_id = @Id AND state = 'Unused'", new { step.Id });
        }

        return new ScoutEvidence(done, ended, open, open > 0 || policy.CompareWith is null ? [] : ScoutHistograms.Pairs(connection, id, policy.CompareWith));
    }
}
