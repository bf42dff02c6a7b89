namespace Fathom.Catalog.Files;

/// <summary>Which files a listing gives; what is null does not restrict.</summary>
/// <param name="Tier">Of this tier.</param>
/// <param name="Run">Of this run.</param>
/// <param name="Campaign">Made by the campaign of this name.</param>
/// <param name="Lfn">Pattern of the LFN: * any text, ? one character, [a-z] one of them.</param>
/// <param name="IncludeInvalid">Invalidated files too. Default: valid files only.</param>
public sealed record FileFilter(
    string? Tier = null, int? Run = null, string? Campaign = null, string? Lfn = null, bool IncludeInvalid = false);

/// <summary>A page of a listing.</summary>
/// <param name="Items">Its rows.</param>
/// <param name="Next">Key to give for the next page, or null after the last.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, long? Next);
