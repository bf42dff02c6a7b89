using System.Data.Common;
using Fathom.Database.Reading;
using Fathom.Production.Grouping;
using Fathom.Production.Scouts;
using Fathom.Production.State;
using Fathom.Production.Writing;

namespace Fathom.Production.Campaigns;

/// <summary>What decides how a transformation is fed.</summary>
internal sealed record FeedFacts(
    long Id, long CampaignId, int Ordinal, TransformationState State, GroupingPolicy Grouping, bool KeepsUp, ScoutState ScoutState, ScoutPolicy? Scouts)
{
    /// <summary>Only scouts are made.</summary>
    public bool Gated => ScoutState is ScoutState.Running or ScoutState.Failed && Scouts is not null;

    /// <summary>New files of its datasets become its inputs. A later step finishes what its campaign makes.</summary>
    public bool TakesFiles => State.TakesFiles() || Ordinal > 0;

    /// <summary>Files are noted as unused first, because they wait for their group or for the scouts.</summary>
    public bool GoesThroughUnused => Grouping.Kind != GroupingKind.PerFile || (Gated && Ordinal == 0);

    /// <summary>Reads them, or gives null where the transformation makes no jobs.</summary>
    public static FeedFacts? Read(DbConnection connection, StepFacts step) => connection.SelectFirst(
        "SELECT t.grouping, c.keep_up, c.scout_state, c.scouts FROM transformation t JOIN campaign c ON c.id = t.campaign_id WHERE t.id = @Id",
        new { step.Id },
        row => new FeedFacts(
            step.Id, step.CampaignId, step.Ordinal, step.State, GroupingPolicy.Parse(row.GetString(0))! with { WithinRun = step.NeedsConditions },
            row.GetInt64(1) != 0, row.Name<ScoutState>(2), row.TextOrNull(3) is { } json ? LedgerJson.Read<ScoutPolicy>(json) : null));
}
