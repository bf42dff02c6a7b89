using Fathom.Production.Grouping;

namespace Fathom.Production.Preflight;

/// <summary>What a step took in campaigns before.</summary>
/// <param name="CpuSecondsPerByte">CPU seconds for each input byte; null where no attempt of it was ever accepted.</param>
/// <param name="WallSecondsPerByte">Wall seconds for each input byte; null likewise.</param>
/// <param name="OutputPerInput">Output bytes for each input byte; null likewise.</param>
/// <param name="Attempts">Accepted attempts that this is the mean of.</param>
public sealed record StepMeasure(double? CpuSecondsPerByte, double? WallSecondsPerByte, double? OutputPerInput, long Attempts)
{
    /// <summary>Nothing is known.</summary>
    public static StepMeasure Unknown { get; } = new(null, null, null, 0);
}

/// <summary>What one step of a campaign is expected to take.</summary>
/// <param name="Name">Name of the transformation.</param>
/// <param name="Inputs">Input files.</param>
/// <param name="InputBytes">Their bytes; null where an earlier step is not measured.</param>
/// <param name="Jobs">Jobs.</param>
/// <param name="CpuHours">CPU hours; null where not measured.</param>
/// <param name="WallHours">Wall hours of slots; null where not measured.</param>
/// <param name="OutputBytes">Bytes of the outputs; null where not measured.</param>
/// <param name="MeasuredOn">Accepted attempts that the figures come from.</param>
public sealed record StepEstimate(
    string Name, long Inputs, double? InputBytes, long Jobs, double? CpuHours, double? WallHours, double? OutputBytes, long MeasuredOn);

/// <summary>What a campaign is expected to take.</summary>
/// <param name="Steps">Its steps, in order.</param>
/// <param name="Slots">Slots that it is computed for; null where unknown.</param>
public sealed record CampaignEstimate(IReadOnlyList<StepEstimate> Steps, long? Slots)
{
    /// <summary>Input files of the first step.</summary>
    public long Inputs => Steps.Count == 0 ? 0 : Steps[0].Inputs;

    /// <summary>Jobs of all steps.</summary>
    public long Jobs => Steps.Sum(step => step.Jobs);

    /// <summary>CPU hours of all steps; null where a step is not measured.</summary>
    public double? CpuHours => Sum(step => step.CpuHours);

    /// <summary>Bytes that all steps write; null where a step is not measured.</summary>
    public double? OutputBytes => Sum(step => step.OutputBytes);

    /// <summary>How long it takes with all slots busy; null where a step is not measured or the slots are unknown.</summary>
    public TimeSpan? Duration => Slots is > 0 and var slots && Sum(step => step.WallHours) is { } hours && hours / slots < TimeSpan.MaxValue.TotalHours
        ? TimeSpan.FromHours(hours / slots)
        : null;

    private double? Sum(Func<StepEstimate, double?> figure) =>
        Steps.All(step => figure(step) is not null) ? Steps.Sum(step => figure(step)!.Value) : null;
}

/// <summary>One step for the estimate.</summary>
/// <param name="Name">Name of the transformation.</param>
/// <param name="Grouping">How its inputs become jobs.</param>
/// <param name="Measure">What it took before.</param>
public sealed record StepOutlook(string Name, GroupingPolicy Grouping, StepMeasure Measure);

/// <summary>Inputs → estimate, along the chain: one pure function.</summary>
public static class EstimateChain
{
    /// <summary>The estimate; each job gives the next step one input.</summary>
    /// <param name="inputs">Input files of the first step.</param>
    /// <param name="bytes">Their bytes.</param>
    /// <param name="firstJobs">Jobs that grouping really makes of them.</param>
    /// <param name="steps">The chain.</param>
    /// <param name="slots">Slots, or null where unknown.</param>
    public static CampaignEstimate Of(long inputs, long bytes, long firstJobs, IReadOnlyList<StepOutlook> steps, long? slots)
    {
        var estimates = new List<StepEstimate>();
        (long files, double? size) = (inputs, bytes);
        foreach (StepOutlook step in steps)
        {
            long jobs = estimates.Count == 0 ? firstJobs : Jobs(step.Grouping, files, size);
            double? output = size * step.Measure.OutputPerInput;
            estimates.Add(new StepEstimate(
                step.Name, files, size, jobs, size * step.Measure.CpuSecondsPerByte / 3600, size * step.Measure.WallSecondsPerByte / 3600, output,
                step.Measure.Attempts));
            (files, size) = (jobs, output);
        }

        return new CampaignEstimate(estimates, slots);
    }

    // Of files that do not exist yet only the number is known: a grouping by run or place is taken as one job a file.
    private static long Jobs(GroupingPolicy grouping, long files, double? bytes) => grouping.Kind switch
    {
        GroupingKind.ByNumber => (files + grouping.Size - 1) / grouping.Size,
        GroupingKind.BySize when bytes is { } size => Math.Min(files, (long)Math.Ceiling(size / grouping.Size)),
        _ => files,
    };
}
