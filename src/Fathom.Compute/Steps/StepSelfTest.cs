using Fathom.Compute.Payload;

namespace Fathom.Compute.Steps;

/// <summary>Tries what a step needs of this installation before a campaign starts: the step itself and what its parameters name.</summary>
public static class StepSelfTest
{
    /// <summary>Most inputs that a job of the step may have.</summary>
    public static int MostInputs(string step) => TakesSeveral(step) ? int.MaxValue : 1;

    /// <summary>What the self-test found wrong; null where it passed.</summary>
    /// <param name="step">Name of the step.</param>
    /// <param name="parameters">Its parameters, with absolute paths.</param>
    /// <param name="known">Whether there is such a step.</param>
    public static string? Run(string step, IReadOnlyDictionary<string, string> parameters, out bool known)
    {
        if (TakesSeveral(step))
        {
            known = true;
            return step == CommandPayload.Name && string.IsNullOrEmpty(parameters.GetValueOrDefault("command"))
                ? "the transformation's parameters name no 'command'"
                : null;
        }

        known = StepCatalogue.Default.TryFind(step, out IStep? found);
        if (!known)
        {
            return null;
        }

        try
        {
            // The detector's steps load its description first; the telescope's take none.
            if (found is DecodeStep or ReconstructStep or CompactStep)
            {
                DetectorParameter.Load(parameters);
            }

            return null;
        }
        catch (StepFailedException fault)
        {
            return fault.Message;
        }
    }

    private static bool TakesSeveral(string step) => step is CommandPayload.Name or NoOperation.Name;
}
