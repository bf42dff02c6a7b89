using System.Globalization;
using Fathom.Detector.Telescope;

namespace Fathom.Compute.Steps;

/// <summary>The parameters of the telescope's steps, and what is wrong with them.</summary>
internal static class TelescopeParameters
{
    /// <summary>Name of a telescope description that comes with Fathom.</summary>
    public const string Telescope = "telescope";

    /// <summary>Which hits the fit gets: triggered or all.</summary>
    public const string Hits = "hits";

    /// <summary>Added to the track's azimuthal angle before the transformation to the sky [deg].</summary>
    public const string AzimuthCorrection = "azimuth-correction-deg";

    /// <summary>UT1 − UTC [s].</summary>
    public const string Dut1 = "dut1-seconds";

    /// <summary>Which event of a ROOT file.</summary>
    public const string EventEntry = "entry";

    private const string Cause = "TelescopeParameterInvalid";

    /// <summary>The sample: "triggered", the default, or "all".</summary>
    public static string Sample(IReadOnlyDictionary<string, string> parameters) =>
        parameters.GetValueOrDefault(Hits, "triggered") switch
        {
            "triggered" => "triggered",
            "all" => "all",
            var other => throw new StepFailedException(
                Cause, $"parameter '{Hits}': expected triggered or all, found '{other}'; correct the transformation."),
        };

    /// <summary>Which event of a ROOT file, from 0, the default.</summary>
    public static long Entry(IReadOnlyDictionary<string, string> parameters)
    {
        var text = parameters.GetValueOrDefault(EventEntry, "0");
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var entry)
            ? entry
            : throw new StepFailedException(Cause, $"parameter '{EventEntry}': expected a number from 0, found '{text}'; correct the transformation.");
    }

    /// <summary>The description of the telescope.</summary>
    public static TelescopeDescription Description(IReadOnlyDictionary<string, string> parameters, string defaultName)
    {
        try
        {
            return TelescopeDescriptions.Load(parameters.GetValueOrDefault(Telescope, defaultName));
        }
        catch (TelescopeDescriptionException unknown)
        {
            throw new StepFailedException(
                Cause, $"parameter '{Telescope}': {unknown.Message}; correct the transformation.", unknown);
        }
    }

    /// <summary>A number within bounds; 0 where it is not given.</summary>
    public static double Number(IReadOnlyDictionary<string, string> parameters, string name, double bound)
    {
        if (!parameters.TryGetValue(name, out var text))
        {
            return 0;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && Math.Abs(value) <= bound
            ? value
            : throw new StepFailedException(
                Cause, $"parameter '{name}': expected a number from {-bound} to {bound}, found '{text}'; correct the transformation.");
    }
}
