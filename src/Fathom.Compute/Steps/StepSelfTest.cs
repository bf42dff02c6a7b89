namespace Fathom.Compute.Steps;

/// <summary>Tries what one of Fathom's own steps needs before it can read a file: the step itself and what its parameters name.</summary>
internal static class StepSelfTest
{
    /// <summary>Runs the self-test in this process.</summary>
    /// <exception cref="StepFailedException">The step cannot work; the message says why.</exception>
    public static void Run(IStep step, IReadOnlyDictionary<string, string> parameters)
    {
        switch (step)
        {
            case DecodeStep or ReconstructStep or CompactStep:
                DetectorParameter.Load(parameters);
                break;
            case TelescopeReconstructStep:
                TelescopeParameters.Sample(parameters);
                break;
            case TelescopeReduceStep:
                TelescopeParameters.Number(parameters, TelescopeParameters.AzimuthCorrection, 360);
                break;
        }
    }
}
