using Fathom.Events.Names;

namespace Fathom.Compute.Steps;

/// <summary>The one detector file that a detector step reads.</summary>
/// <param name="Lfn">Logical name, which messages show.</param>
/// <param name="Path">Where it lies.</param>
/// <param name="Name">The parts of its name, or null where the name is not one of the collaboration's.</param>
internal sealed record DetectorInput(string Lfn, string Path, DataFileName? Name)
{
    /// <summary>Takes the single input of a request.</summary>
    /// <exception cref="StepFailedException">There are none or several, or it is not there.</exception>
    public static DetectorInput Single(StepRequest request)
    {
        if (request.Inputs.Count != 1)
        {
            throw new StepFailedException(
                "WrongNumberOfInputs", $"Expected one input file, found {request.Inputs.Count}; make one job per file.");
        }

        var input = request.Inputs[0];
        if (!File.Exists(input.Path))
        {
            throw new StepFailedException("InputMissing", $"{input.Lfn}: expected a file at {input.Path}, found none.");
        }

        var file = input.Lfn[(input.Lfn.LastIndexOf('/') + 1)..];
        return new DetectorInput(input.Lfn, input.Path, DataFileName.TryParse(file, out var name) ? name : null);
    }

    /// <summary>Name of the output in another tier, for the section that the file says it holds.</summary>
    public string OutputName(DataTier tier, uint run, uint section, long startTimeNs) =>
        (Name ?? new DataFileName(run, section, DateTimeOffset.UnixEpoch.AddTicks(startTimeNs / 100), tier)).In(tier).FileName;
}
