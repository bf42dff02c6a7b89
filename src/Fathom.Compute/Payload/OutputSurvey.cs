using System.Text.Json;
using Fathom.Compute.Steps;
using Fathom.Storage.Checksums;

namespace Fathom.Compute.Payload;

/// <summary>Takes stock of what a step says it made: each file is there, with its size and checksum.</summary>
internal static class OutputSurvey
{
    /// <summary>The result that the pilot gets.</summary>
    /// <exception cref="StepFailedException">The step named a file that it did not make, or none that it may make.</exception>
    public static PayloadResult Take(string folder, StepResult result) =>
        new([.. result.Outputs.Select(output => Take(folder, output))], result.Remark, null, null);

    private static PayloadOutput Take(string folder, StepOutput output)
    {
        if (output.FileName.Length == 0 || output.FileName != Path.GetFileName(output.FileName))
        {
            throw new StepFailedException("OutputMisnamed", $"The step named an output '{output.FileName}', which is not a plain file name.");
        }
        var path = Path.Combine(folder, output.FileName);
        if (!File.Exists(path))
        {
            throw new StepFailedException("OutputMissing", $"{path}: the step named this output but did not write it.");
        }
        var (size, adler32) = FileChecksum.Of(path);
        var facts = new SortedDictionary<string, object>(output.Metadata.ToDictionary(), StringComparer.Ordinal);
        return new PayloadOutput(output.Tier, output.FileName, size, adler32, output.Events, JsonSerializer.Serialize(facts));
    }
}
