using Fathom.Production.Stores;

namespace Fathom.Production.Jobs;

/// <summary>Jobs with consecutive ids were made together, one for each input. One event for all of them: they differ in nothing else.</summary>
/// <param name="TransformationId">Their transformation.</param>
/// <param name="FirstJob">Id of the first.</param>
/// <param name="Count">How many.</param>
/// <param name="Inputs">Their inputs in the order of the jobs, as runs of consecutive file ids: first id, number, first id, number, ….</param>
public sealed record JobsCreated(long TransformationId, long FirstJob, int Count, IReadOnlyList<long> Inputs) : JobEvent
{
    /// <summary>The event of jobs for files, in their order.</summary>
    public static JobsCreated Of(long transformationId, long firstJob, IReadOnlyList<InputFile> files)
    {
        var inputs = new List<long>();
        foreach (InputFile file in files)
        {
            if (inputs.Count > 0 && inputs[^2] + inputs[^1] == file.Id)
            {
                inputs[^1]++;
            }
            else
            {
                inputs.Add(file.Id);
                inputs.Add(1);
            }
        }

        return new JobsCreated(transformationId, firstJob, files.Count, inputs);
    }

    /// <summary>The input of each job, in the order of the jobs.</summary>
    public IEnumerable<long> EachInput()
    {
        for (int i = 0; i + 1 < Inputs.Count; i += 2)
        {
            for (long k = 0; k < Inputs[i + 1]; k++)
            {
                yield return Inputs[i] + k;
            }
        }
    }
}
