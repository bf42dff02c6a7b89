namespace Fathom.Compute.Steps;

/// <summary>A payload: reads its input files, writes its output files, touches nothing else.</summary>
/// <remarks>Equal inputs, constants and parameters give equal bytes (no clock, no host, no unseeded randomness).</remarks>
public interface IStep
{
    /// <summary>The name by which a transformation asks for it, such as "decode".</summary>
    string Name { get; }

    /// <summary>Runs the step.</summary>
    /// <exception cref="StepFailedException">The inputs or constants do not allow a result.</exception>
    StepResult Run(StepRequest request, IProgress<double> progress, CancellationToken cancellation);
}

/// <summary>What a step is given.</summary>
/// <param name="Inputs">Input files on this machine's disk.</param>
/// <param name="OutputFolder">Empty folder that receives the outputs.</param>
/// <param name="ConditionsPath">File of calibration constants, or null.</param>
/// <param name="Parameters">The transformation's parameters.</param>
public sealed record StepRequest(
    IReadOnlyList<StepInput> Inputs,
    string OutputFolder,
    string? ConditionsPath,
    IReadOnlyDictionary<string, string> Parameters);

/// <summary>One input: its logical name, its tier and where it lies.</summary>
public sealed record StepInput(string Lfn, string Tier, string Path);

/// <summary>What a step made.</summary>
/// <param name="Outputs">Its files.</param>
/// <param name="Remark">Empty, or what a person should know (such as damage that was skipped, with file and offset).</param>
public sealed record StepResult(IReadOnlyList<StepOutput> Outputs, string Remark);

/// <summary>One output file.</summary>
/// <param name="Tier">Its tier, which is also its output kind.</param>
/// <param name="FileName">Its name inside <see cref="StepRequest.OutputFolder"/>, also the last part of its LFN.</param>
/// <param name="Events">Number of events.</param>
/// <param name="Metadata">JSON-able facts (livetimeNs, deadTimeNs, badChannels, ibdPairs, …) that the catalogue keeps and sums.</param>
public sealed record StepOutput(string Tier, string FileName, long Events, IReadOnlyDictionary<string, object> Metadata);

/// <summary>A failure that the step can name. Anything else that escapes a step is a crash.</summary>
/// <param name="cause">Normalised cause: the same word for the same root.</param>
/// <param name="detail">File, place, expected, found, and what to do next.</param>
public sealed class StepFailedException(string cause, string detail, Exception? inner = null) : Exception(detail, inner)
{
    /// <summary>Normalised cause, such as "RawFileNotRaw".</summary>
    public string Cause { get; } = cause;
}
