using System.Text.Json;

namespace Fathom.Production.Datasets;

/// <summary>What a query asks about a file.</summary>
/// <param name="Lfn">Logical file name.</param>
/// <param name="Tier">Tier.</param>
/// <param name="Run">Run, where it has one.</param>
/// <param name="Campaign">Name of the campaign that made it, or null.</param>
/// <param name="Software">Version of the software of that campaign, or null.</param>
/// <param name="Conditions">Conditions tag of that campaign, or null.</param>
/// <param name="Metadata">JSON object.</param>
public sealed record DatasetFile(
    string Lfn, string Tier, int? Run, string? Campaign, string? Software, string? Conditions, JsonElement Metadata);
