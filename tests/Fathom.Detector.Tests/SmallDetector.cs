using Fathom.Detector.Description;
using Fathom.Detector.Geometry;

namespace Fathom.Detector.Tests;

/// <summary>A detector of 900 PMTs for fast tests: the default description with other numbers.</summary>
internal static class SmallDetector
{
    internal static string Yaml()
    {
        using var reader = new StreamReader(typeof(DetectorGeometry).Assembly.GetManifestResourceStream("juno-like.yaml")!);
        return reader.ReadToEnd()
            .Replace("name: juno-like", "name: small", StringComparison.Ordinal)
            .Replace("count: 17612 ", "count: 900 ", StringComparison.Ordinal)
            .Replace("dynode_count: 5000 ", "dynode_count: 255 ", StringComparison.Ordinal);
    }

    internal static DetectorGeometry Geometry() => DetectorGeometry.From(DetectorDescription.Parse(Yaml(), "small"));
}
