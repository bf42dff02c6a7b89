using System.Security.Cryptography;
using Fathom.Detector.Description;
using Fathom.Detector.Geometry;

namespace Fathom.Compute.Steps;

/// <summary>How a detector step learns which detector its data come from.</summary>
/// <remarks>
/// Parameter <c>detector</c>: path of a description file; without it, the description that comes with Fathom.
/// Parameter <c>detectorSha256</c>: the hash that file must have (64 hexadecimal digits), where a campaign pins it.
/// That data and constants belong to the detector is checked by name and number of channels.
/// </remarks>
internal static class DetectorParameter
{
    public static DetectorGeometry Load(IReadOnlyDictionary<string, string> parameters)
    {
        var hash = parameters.GetValueOrDefault("detectorSha256");
        if (!parameters.TryGetValue("detector", out var path))
        {
            return DetectorGeometry.From(DetectorDescription.Default);
        }

        try
        {
            if (hash is not null)
            {
                CheckHash(path, hash);
            }

            return DetectorGeometry.Load(path);
        }
        catch (DetectorDescriptionException error)
        {
            throw new StepFailedException("DetectorDescriptionUnusable", error.Message, error);
        }
        catch (IOException error)
        {
            throw new StepFailedException(
                "DetectorDescriptionMissing", $"{path}: cannot be read ({error.Message}); check the parameter 'detector'.", error);
        }
    }

    private static void CheckHash(string path, string expected)
    {
        using var stream = File.OpenRead(path);
        var found = Convert.ToHexStringLower(SHA256.HashData(stream));
        if (!string.Equals(found, expected, StringComparison.OrdinalIgnoreCase))
        {
            throw new StepFailedException(
                "DetectorDescriptionChanged", $"{path}: expected SHA-256 {expected}, found {found}; use the description of the campaign.");
        }
    }
}
