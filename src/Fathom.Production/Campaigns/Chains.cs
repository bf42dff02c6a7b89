using Fathom.Catalog.Files;

namespace Fathom.Production.Campaigns;

/// <summary>The chains of transformations that Fathom knows.</summary>
public static class Chains
{
    private static readonly Dictionary<string, string> None = [];

    /// <summary>A detector's chain over the RAW files of a good run list: decode, reconstruct, compact.</summary>
    /// <param name="name">Name of the campaign.</param>
    /// <param name="goodRunList">The runs.</param>
    /// <param name="conditions">The constants.</param>
    /// <param name="software">Version of the software.</param>
    /// <param name="outputElement">Receives the outputs.</param>
    /// <param name="replicateTo">Receives a copy of the miniESD files, or null.</param>
    /// <param name="parameters">Parameters by name of the step.</param>
    public static CampaignDefinition Detector(
        string name, string goodRunList, string conditions, string software, string outputElement, string? replicateTo,
        IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>>? parameters = null) => new(
        name, CampaignKind.Detector, goodRunList, null, [], conditions, software, outputElement, replicateTo,
        [
            Step("decode", FileTiers.Raw, FileTiers.Rtraw, false, parameters),
            Step("reconstruct", FileTiers.Rtraw, FileTiers.Esd, true, parameters),
            Step("compact", FileTiers.Esd, FileTiers.MiniEsd, false, parameters),
        ]);

    /// <summary>A telescope's chain over given files of hits: telescope-reconstruct, telescope-reduce.</summary>
    /// <param name="name">Name of the campaign.</param>
    /// <param name="inputs">LFNs of the files.</param>
    /// <param name="software">Version of the software.</param>
    /// <param name="outputElement">Receives the outputs.</param>
    /// <param name="replicateTo">Receives a copy of the reduced files, or null.</param>
    /// <param name="parameters">Parameters by name of the step.</param>
    public static CampaignDefinition Telescope(
        string name, IReadOnlyList<string> inputs, string software, string outputElement, string? replicateTo,
        IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>>? parameters = null) => new(
        name, CampaignKind.Telescope, null, null, inputs, null, software, outputElement, replicateTo,
        [
            Step("telescope-reconstruct", FileTiers.TelescopeHits, FileTiers.TelescopeFull, false, parameters),
            Step("telescope-reduce", FileTiers.TelescopeFull, FileTiers.TelescopeReduced, false, parameters),
        ]);

    private static TransformationDefinition Step(
        string step, string input, string output, bool conditions,
        IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>>? parameters) =>
        new($"{input}-{output}", step, input, output, conditions, parameters?.GetValueOrDefault(step) ?? None);
}
