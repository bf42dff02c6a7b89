using Fathom.Compute.Steps;
using Fathom.Production.Campaigns;
using Fathom.Production.Protocol;

namespace Fathom.Compute.Payload;

/// <summary>A job as a transformation would get it, to fill its description in without running it.</summary>
internal static class SampleTask
{
    /// <summary>The job: one input, and constants where the transformation needs them.</summary>
    public static PayloadTask Of(TransformationDefinition step, string folder)
    {
        string input = Path.Combine(folder, "sample.input");
        var job = new LeasedJob(
            new LeaseReference(1, 1, "self-test"), step.Step, [], new StorageElementAddress("self-test", "folder", folder),
            $"self-test/{step.OutputTier}/1/1", step.NeedsConditions ? new ConditionsReference("tag", Path.Combine(folder, "constants"), "") : null, step.Parameters);
        return new PayloadTask(job, [new StepInput("self-test/sample.input", step.InputTier, input)], folder, folder);
    }
}
