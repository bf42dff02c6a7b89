using System.Globalization;
using System.Text;
using Fathom.Compute.Steps;

namespace Fathom.Compute.Payload;

/// <summary>The step "noop": reads nothing and writes one small file, inside the pilot itself. It measures everything but the work.</summary>
/// <remarks>Parameters: <c>size</c>, bytes of the output, 0 to 1 MiB, default 1024. Its bytes follow from the input's name.</remarks>
internal static class NoOperation
{
    /// <summary>Name of the step.</summary>
    public const string Name = "noop";

    private const int Most = 1 << 20;

    /// <summary>Writes the output.</summary>
    public static PayloadResult Run(PayloadTask task)
    {
        var size = task.Job.Parameters.TryGetValue("size", out var text)
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) ? Math.Min(bytes, Most) : 1024;
        var name = OutputNames.StemOf(task) + ".noop";
        var seed = Encoding.UTF8.GetBytes(name + "\n");
        var content = new byte[size];
        for (var i = 0; i < size; i++)
        {
            content[i] = seed[i % seed.Length];
        }
        File.WriteAllBytes(Path.Combine(task.OutputFolder, name), content);
        var output = new StepOutput(OutputNames.TierOf(task), name, 0, new Dictionary<string, object>());
        return OutputSurvey.Take(task.OutputFolder, new StepResult([output], ""));
    }
}

/// <summary>What outputs are called that a payload does not name itself.</summary>
internal static class OutputNames
{
    /// <summary>Name of the first input without its folders and its last ending; the job's number where it has no input.</summary>
    public static string StemOf(PayloadTask task) => task.Inputs.Count > 0
        ? Path.GetFileNameWithoutExtension(task.Inputs[0].Lfn)
        : FormattableString.Invariant($"job-{task.Job.Fence.JobId:D8}");

    /// <summary>Tier of the transformation's outputs: the second folder of the attempt's path.</summary>
    public static string TierOf(PayloadTask task) => task.Job.OutputPath.Split('/') is [_, { Length: > 0 } tier, ..] ? tier : "OUTPUT";
}
