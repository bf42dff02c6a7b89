using System.Data.Common;
using Fathom.Catalog.Conditions;
using Fathom.Catalog.Elements;
using Fathom.Database.Reading;
using Fathom.Production.Campaigns;
using Fathom.Production.Datasets;
using Fathom.Production.Grouping;

namespace Fathom.Production.Preflight;

/// <summary>What only the process that starts a campaign knows.</summary>
public interface IPreflightSources
{
    /// <summary>Credentials that campaigns depend on.</summary>
    IReadOnlyList<CredentialFact> Credentials();

    /// <summary>Runs the self-test of a payload on this machine, with the parameters that its jobs get; it ends within a limit.</summary>
    /// <param name="step">The transformation; paths in the workspace as <see cref="TransformationDefinition.InWorkspace"/> says.</param>
    /// <param name="wantedInputs">Most inputs that a job may have.</param>
    Task<StepTrial> TryAsync(TransformationDefinition step, int wantedInputs);

    /// <summary>An element as it is now; what it is to receive is not looked at.</summary>
    ElementFact Probe(StorageElementEntry element);

    /// <summary>Slots at sites that are not banned; null where nobody knows.</summary>
    long? Slots();
}

/// <summary>Gathers what decides whether a campaign can end, without changing anything.</summary>
internal sealed class PreflightSurvey(IPreflightSources sources, TimeProvider time)
{
    private const int MeasuredJobs = 2000;

    /// <summary>Runs the self-tests of a definition's payloads, side by side: no connection is held meanwhile.</summary>
    public Task<StepTrial[]> TryAsync(CampaignDefinition definition) => Task.WhenAll(definition.Transformations.Select(TryAsync));

    /// <summary>The facts of a definition, before or after it was made a campaign.</summary>
    public PreflightFacts Gather(DbConnection connection, CampaignDefinition definition, long? campaign, IReadOnlyList<StepTrial> trials)
    {
        DatasetTotals files = Files(connection, definition, campaign);
        StepOutlook[] steps = [.. definition.Transformations.Select(step => new StepOutlook(step.Name, GroupingOf(step), Measure(connection, step)))];
        long jobs = FileGrouping.Group(
            steps[0].Grouping, [.. files.Files.Select(file => new GroupingFile(file.Id, file.Run, file.Section, file.Size))], flush: true).Count;
        CampaignEstimate estimate = EstimateChain.Of(files.Files.Count, files.Bytes, jobs, steps, sources.Slots());
        int[] bare = definition.Transformations.Any(step => step.NeedsConditions) ? BareRuns(connection, definition, files) : [];
        return new PreflightFacts(
            time.GetUtcNow(), estimate, sources.Credentials(), definition.OutputElement, Elements(connection, definition, estimate),
            definition.Conditions, bare, trials, sources.Slots());
    }

    private Task<StepTrial> TryAsync(TransformationDefinition step)
    {
        GroupingPolicy grouping = GroupingOf(step);
        int most = !grouping.MayHaveSeveral ? 1 : grouping.Kind is GroupingKind.ByNumber or GroupingKind.ByLocation ? (int)grouping.Size : int.MaxValue;
        return sources.TryAsync(step, most);
    }

    private static GroupingPolicy GroupingOf(TransformationDefinition step) =>
        (step.Grouping is { } text ? GroupingPolicy.Parse(text) : null) ?? GroupingPolicy.PerFile;

    private static DatasetTotals Files(DbConnection connection, CampaignDefinition definition, long? campaign)
    {
        string tier = definition.Transformations[0].InputTier;
        IReadOnlyList<DatasetQuery> queries = definition.Inputs.Count > 0
            ? [.. definition.Inputs.Chunk(DatasetQueryParser.MostItems).Select(lfns => new DatasetQuery([new NameClause(lfns)]))]
            : CampaignDatasets.Of(connection, definition, 0);
        if (campaign is { } id)
        {
            queries = [.. queries, .. DatasetFeed.Of(connection, connection.SelectNumber("SELECT id FROM transformation WHERE campaign_id = @id AND ordinal = 0", new { id }))];
        }

        return DatasetFeed.Count(connection, queries, tier, null);
    }

    private static int[] BareRuns(DbConnection connection, CampaignDefinition definition, DatasetTotals files)
    {
        ConditionsTag? tag = definition.Conditions is { } name ? ConditionsTags.Find(connection, name) : null;
        return [.. files.Files.Select(file => file.Run).OfType<int>().Distinct().Order().Where(run => tag?.For(run) is null)];
    }

    private List<ElementFact> Elements(DbConnection connection, CampaignDefinition definition, CampaignEstimate estimate)
    {
        var facts = new List<ElementFact>();
        foreach (StorageElementEntry element in StorageElementRegistry.List(connection))
        {
            long only = element.Name == definition.OutputElement ? 0 : connection.SelectNumber(
                """
                SELECT count(*) FROM replica r JOIN file f ON f.id = r.file_id WHERE r.se = @Name AND r.state = 'Valid' AND f.state = 'Valid'
                AND f.tier = @tier AND f.campaign_id IS NULL AND NOT EXISTS (
                    SELECT 1 FROM replica o WHERE o.file_id = f.id AND o.state = 'Valid' AND o.se <> r.se)
                """,
                new { element.Name, tier = definition.Transformations[0].InputTier });
            double? needed = element.Name == definition.OutputElement ? estimate.OutputBytes
                : element.Name == definition.ReplicateTo ? estimate.Steps[^1].OutputBytes : 0;
            ElementFact fact = element.Banned is { } reason ? new ElementFact(element.Name, $"Storage element {element.Name} is banned: {reason}.", null, null, 0) : sources.Probe(element);
            facts.Add(fact with { NeededBytes = needed, Inputs = only });
        }

        return facts;
    }

    // Commands differ, and so does what noop writes: their like are those of the same name. Fathom's own steps are alike whatever they are called.
    private static StepMeasure Measure(DbConnection connection, TransformationDefinition step) => connection.SelectFirst(
        """
        SELECT count(*), sum(x.cpu), sum(x.wall), sum(x.given), sum(x.made) FROM (
            SELECT a.cpu_seconds AS cpu, a.wall_seconds AS wall,
                (SELECT sum(f.size) FROM file f
                 WHERE f.id = j.input_file OR f.id IN (SELECT i.file_id FROM job_input i WHERE i.job_id = j.id)) AS given,
                (SELECT sum(f.size) FROM file f WHERE f.job_id = j.id) AS made
            FROM job j JOIN transformation t ON t.id = j.transformation_id
            JOIN attempt a ON a.job_id = j.id AND a.number = j.attempt AND a.state = 'Accepted'
            WHERE t.step = @Step AND (@generic = 0 OR t.name = @Name) AND j.state = 'Done' AND a.wall_seconds IS NOT NULL ORDER BY j.id DESC LIMIT @limit) x
        """,
        new { step.Step, step.Name, generic = step.Step is "command" or "noop" ? 1 : 0, limit = MeasuredJobs },
        row => row.GetInt64(0) == 0 || Real(row, 3) <= 0
            ? StepMeasure.Unknown
            : new StepMeasure(Real(row, 1) / Real(row, 3), Real(row, 2) / Real(row, 3), Real(row, 4) / Real(row, 3), row.GetInt64(0)))!;

    private static double Real(DbDataReader row, int column) =>
        row.IsDBNull(column) ? 0 : Convert.ToDouble(row.GetValue(column), System.Globalization.CultureInfo.InvariantCulture);
}
