using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Fathom.Catalog.Conditions;
using Fathom.Catalog.Elements;
using Fathom.Database.Reading;
using Fathom.Production.Campaigns;
using Fathom.Production.Jobs;
using Fathom.Production.Protocol;

namespace Fathom.Production.Attempts;

/// <summary>Puts together what a pilot needs for an attempt.</summary>
internal sealed class LeasedJobBuilder(string workspace)
{
    /// <summary>The attempt as its pilot gets it, or null and what keeps the job from running.</summary>
    public LeasedJob? Build(DbConnection connection, JobRecord job, LeaseReference fence, out JobHeld? obstacle)
    {
        obstacle = null;
        Step step = ReadStep(connection, job.TransformationId);
        Dictionary<string, StorageElementEntry> elements = StorageElementRegistry.List(connection).ToDictionary(element => element.Name);
        List<LeasedInput> inputs = Inputs(connection, job.Id, elements);
        if (inputs.Find(input => input.Replicas.Count == 0) is { } missing)
        {
            obstacle = new JobHeld("InputHasNoReplica", $"{missing.Lfn} has no valid replica at an element in use. Restore one, then reschedule.");
            return null;
        }

        ConditionsReference? conditions = null;
        if (step.NeedsConditions && (conditions = Conditions(connection, step.Conditions, job.Run)) is null)
        {
            obstacle = new JobHeld("NoConditions", $"Conditions tag {step.Conditions} has no constants for run {job.Run}.");
            return null;
        }

        return new LeasedJob(
            fence, step.Name, inputs, Address(elements[step.OutputElement]), OutputPath(step, fence), conditions,
            Parameters(step.Parameters));
    }

    /// <summary>How to reach an element.</summary>
    public StorageElementAddress Address(StorageElementEntry element) => new(element.Name, element.Kind, element.AbsoluteRoot(workspace));

    // A workspace may be moved, or reached by another path, between the making of a campaign and its jobs.
    private Dictionary<string, string> Parameters(string json) => JsonSerializer.Deserialize<Dictionary<string, string>>(json)!.ToDictionary(
        parameter => parameter.Key,
        parameter => parameter.Value.StartsWith(TransformationDefinition.InWorkspace, StringComparison.Ordinal)
            ? Path.GetFullPath(parameter.Value[TransformationDefinition.InWorkspace.Length..], Path.GetFullPath(workspace))
            : parameter.Value);

    // The folder of this attempt alone: its number makes it unique, part of its lease makes it unguessable.
    private static string OutputPath(Step step, LeaseReference fence) => string.Create(
        CultureInfo.InvariantCulture, $"{step.Campaign}/{step.OutputTier}/{fence.JobId:D8}/{fence.Attempt}-{fence.Lease.AsSpan(0, 12)}");

    private static Step ReadStep(DbConnection connection, long transformation) => connection.SelectFirst(
        """
        SELECT c.name, t.step, t.output_tier, t.parameters, t.needs_conditions, c.conditions, c.output_se
        FROM transformation t JOIN campaign c ON c.id = t.campaign_id WHERE t.id = @transformation
        """,
        new { transformation },
        row => new Step(
            row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetInt64(4) != 0, row.TextOrNull(5), row.GetString(6)))!;

    private List<LeasedInput> Inputs(DbConnection connection, long job, Dictionary<string, StorageElementEntry> elements) => connection
        .Select(
            """
            SELECT f.id, f.lfn, f.tier, f.size, f.adler32 FROM job_input i JOIN file f ON f.id = i.file_id
            WHERE i.job_id = @job ORDER BY f.id
            """,
            new { job },
            row => (Id: row.GetInt64(0), Lfn: row.GetString(1), Tier: row.GetString(2), Size: row.GetInt64(3), Adler32: row.GetString(4)))
        .ConvertAll(file => new LeasedInput(file.Lfn, file.Tier, file.Size, file.Adler32, Replicas(connection, file.Id, elements)));

    private List<ReplicaAddress> Replicas(DbConnection connection, long file, Dictionary<string, StorageElementEntry> elements) => [.. connection
        .Select(
            "SELECT se, path FROM replica WHERE file_id = @file AND state = 'Valid' ORDER BY id",
            new { file },
            row => (Element: elements[row.GetString(0)], Path: row.GetString(1)))
        .Where(replica => replica.Element.Banned is null)
        .Select(replica => new ReplicaAddress(Address(replica.Element), replica.Path))];

    private ConditionsReference? Conditions(DbConnection connection, string? tag, int? run) =>
        tag is not null && run is { } number && ConditionsTags.Find(connection, tag)?.For(number) is { } interval
            ? new ConditionsReference(tag, Path.GetFullPath(Path.Combine(workspace, "conditions", interval.Path)), interval.Sha256)
            : null;

    private sealed record Step(
        string Campaign, string Name, string OutputTier, string Parameters, bool NeedsConditions, string? Conditions, string OutputElement);
}
