using Fathom.Production.Scouts;

namespace Fathom.Production.Campaigns;

/// <summary>What a campaign is to do: a chain of transformations over the files that a query names.</summary>
/// <param name="Name">Its name: 1 to 64 letters, digits, - _ or '.'; also the first folder of its outputs.</param>
/// <param name="Kind">What kind of detector its data come from.</param>
/// <param name="GoodRunList">The runs whose files it takes, or null where it is given its files.</param>
/// <param name="GoodRunListVersion">Version of that list; null: the newest.</param>
/// <param name="Inputs">LFNs of the files that it is given, where it has no good run list.</param>
/// <param name="Conditions">Conditions tag, or null where no transformation needs constants.</param>
/// <param name="Software">Version of the software.</param>
/// <param name="OutputElement">Element that receives the outputs.</param>
/// <param name="ReplicateTo">Element that receives a copy of the last tier's files, or null.</param>
/// <param name="Transformations">The chain, first to last.</param>
public sealed record CampaignDefinition(
    string Name, CampaignKind Kind, string? GoodRunList, int? GoodRunListVersion, IReadOnlyList<string> Inputs,
    string? Conditions, string Software, string OutputElement, string? ReplicateTo,
    IReadOnlyList<TransformationDefinition> Transformations)
{
    /// <summary>Queries whose files feed the first transformation, in place of a good run list or a list of inputs; null where those are given.</summary>
    public IReadOnlyList<string>? Datasets { get; init; }

    /// <summary>Whose share it uses; null: "production".</summary>
    public string? Owner { get; init; }

    /// <summary>Higher comes first, whatever the shares; null: 0.</summary>
    public int? Priority { get; init; }

    /// <summary>Weight against the owner's other campaigns; null: 1.</summary>
    public double? Share { get; init; }

    /// <summary>True: it does not end by itself, because new files may come; null: false.</summary>
    public bool? KeepUp { get; init; }

    /// <summary>How its first jobs gate the rest; null: they do not.</summary>
    public ScoutPolicy? Scouts { get; init; }

    /// <summary>Tiers of intermediate files with the days after which they are deleted, counted from the end of the step that
    /// reads them; null: none.</summary>
    public IReadOnlyDictionary<string, int>? Expiry { get; init; }
}

/// <summary>What kind of detector a campaign's data come from.</summary>
public enum CampaignKind
{
    /// <summary>A liquid scintillator detector.</summary>
    Detector,

    /// <summary>A neutrino telescope.</summary>
    Telescope,
}

/// <summary>One step of a campaign.</summary>
/// <param name="Name">Its name within the campaign, such as RAW-RTRAW.</param>
/// <param name="Step">The payload's name.</param>
/// <param name="InputTier">Tier of its input files.</param>
/// <param name="OutputTier">Tier of its outputs, which is also their kind.</param>
/// <param name="NeedsConditions">Whether the payload is given the constants of its run.</param>
/// <param name="Parameters">Given to the payload; a value that begins with <see cref="InWorkspace"/> becomes the absolute path.</param>
public sealed record TransformationDefinition(
    string Name, string Step, string InputTier, string OutputTier, bool NeedsConditions, IReadOnlyDictionary<string, string> Parameters)
{
    /// <summary>What a parameter begins with that is a path below the workspace.</summary>
    public const string InWorkspace = "workspace:";

    /// <summary>How its inputs become jobs, as <see cref="Grouping.GroupingPolicy.Parse"/> reads it; null: one for each file.</summary>
    public string? Grouping { get; init; }
}
