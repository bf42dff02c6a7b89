using Fathom.Production.Campaigns;
using Fathom.Production.Jobs;
using Fathom.Production.Protocol;
using Fathom.Production.State;
using Fathom.Production.Stores;

namespace Fathom.Production.Attempts;

/// <summary>Puts together what a pilot needs for an attempt.</summary>
/// <param name="workspace">The workspace's folder.</param>
/// <param name="outputToken">The token that allows to create files in a folder of an element; null: none.</param>
internal sealed class LeasedJobBuilder(string workspace, Func<string, string, string?> outputToken)
{
    /// <summary>Cause of a job whose input cannot be read anywhere.</summary>
    public const string NoReplica = "InputHasNoReplica";

    private readonly Dictionary<long, (StepFacts Of, Dictionary<string, string> Values)> _parameters = [];

    /// <summary>The attempt as its pilot gets it, or null and what keeps the job from running.</summary>
    public LeasedJob? Build(ILedgerTransaction store, StepFacts step, JobRecord job, LeaseReference fence, out JobHeld? obstacle)
    {
        obstacle = null;
        var inputs = new List<LeasedInput>(job.Inputs.Count);
        foreach (long file in job.Inputs)
        {
            LeasedInput? input = store.FindInput(file, workspace);
            if (input is not { Replicas.Count: > 0 })
            {
                obstacle = new JobHeld(
                    NoReplica, $"{input?.Lfn ?? $"File {file}"} has no valid replica at an element in use. Restore one, then reschedule.");
                return null;
            }

            inputs.Add(input);
        }

        ConditionsReference? conditions = null;
        if (step.NeedsConditions && (conditions = Conditions(store, step.Conditions, job.Run)) is null)
        {
            obstacle = new JobHeld("NoConditions", $"Conditions tag {step.Conditions} has no constants for run {job.Run}.");
            return null;
        }

        (StorageElementAddress element, string folder) = (Absolute(step.OutputRoot), AttemptFolder.Of(step.Campaign, step.OutputTier, fence));
        return new LeasedJob(fence, step.Step, inputs, element, folder, conditions, Parameters(store, step, fence), outputToken(element.Name, folder));
    }

    /// <summary>Those of a job's inputs that the catalogue still has, with their replicas.</summary>
    public List<LeasedInput> Inputs(ILedgerTransaction store, JobRecord job) =>
        [.. job.Inputs.Select(file => store.FindInput(file, workspace)).OfType<LeasedInput>()];

    // Only a job that was tried before can have been given more: the others are not asked for.
    private IReadOnlyDictionary<string, string> Parameters(ILedgerTransaction store, StepFacts step, LeaseReference fence) =>
        fence.Attempt > 1 && store.AllowanceOf(fence.JobId) is var allowance && allowance != JobAllowance.None
            ? allowance.Over(Parameters(step))
            : Parameters(step);

    private StorageElementAddress Absolute(StorageElementAddress element) =>
        Path.IsPathRooted(element.Root) ? element : element with { Root = Path.GetFullPath(element.Root, Path.GetFullPath(workspace)) };

    // A workspace may be moved, or reached by another path, between the making of a campaign and its jobs.
    private Dictionary<string, string> Parameters(StepFacts step)
    {
        if (_parameters.TryGetValue(step.Id, out var known) && ReferenceEquals(known.Of, step))
        {
            return known.Values;
        }

        Dictionary<string, string> values = step.Parameters.ToDictionary(
            parameter => parameter.Key,
            parameter => parameter.Value.StartsWith(TransformationDefinition.InWorkspace, StringComparison.Ordinal)
                ? Path.GetFullPath(parameter.Value[TransformationDefinition.InWorkspace.Length..], Path.GetFullPath(workspace))
                : parameter.Value);
        _parameters[step.Id] = (step, values);
        return values;
    }

    private ConditionsReference? Conditions(ILedgerTransaction store, string? tag, int? run) =>
        tag is not null && run is { } number ? store.Conditions(tag, number, workspace) : null;
}
