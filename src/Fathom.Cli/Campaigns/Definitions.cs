using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using Fathom.Cli.Workspaces;
using Fathom.Production.Campaigns;

namespace Fathom.Cli.Campaigns;

/// <summary>The definitions of campaigns as the command line makes them.</summary>
internal static class Definitions
{
    /// <summary>Version of this software, as outputs' provenance names it.</summary>
    public static string Software { get; } =
        typeof(Definitions).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>The detector's chain; the detector description is pinned by its hash.</summary>
    public static CampaignDefinition Detector(WorkspaceSession session, string name, string goodRunList, string tag, string? replicateTo)
    {
        using FileStream description = File.OpenRead(session.Layout.DetectorDescription);
        Dictionary<string, string> detector = new()
        {
            ["detector"] = TransformationDefinition.InWorkspace + Path.GetRelativePath(session.Folders.Root, session.Layout.DetectorDescription),
            ["detectorSha256"] = Convert.ToHexStringLower(SHA256.HashData(description)),
        };
        return Chains.Detector(
            name, goodRunList, tag, Software, WorkspaceLayout.Primary, replicateTo,
            new Dictionary<string, IReadOnlyDictionary<string, string>> { ["decode"] = detector, ["reconstruct"] = detector, ["compact"] = detector });
    }

    /// <summary>The telescope's chain.</summary>
    public static CampaignDefinition Telescope(string name, IReadOnlyList<string> hits, string sample, double azimuthCorrectionDegrees)
    {
        Dictionary<string, string> fit = new() { ["hits"] = sample };
        Dictionary<string, string> sky = new()
        {
            ["azimuth-correction-deg"] = azimuthCorrectionDegrees.ToString(CultureInfo.InvariantCulture),
        };
        return Chains.Telescope(
            name, hits, Software, WorkspaceLayout.Primary, replicateTo: null,
            new Dictionary<string, IReadOnlyDictionary<string, string>> { ["telescope-reconstruct"] = fit, ["telescope-reduce"] = sky });
    }
}
