namespace Fathom.Identity.Tokens;

/// <summary>What a storage token proves: its holder may create files below one folder of one element, and nothing else.</summary>
/// <param name="Element">Name of the element.</param>
/// <param name="Folder">An attempt's own folder below the element's root.</param>
public sealed record CreationClaim(string Element, string Folder)
{
    /// <summary>True where it allows to create this file.</summary>
    /// <param name="element">Name of the element.</param>
    /// <param name="path">Path of the file below the element's root.</param>
    public bool Allows(string element, string path) => element == Element
        && StorageTokens.IsPlain(path)
        && path.Length > Folder.Length + 1
        && path.StartsWith(Folder, StringComparison.Ordinal)
        && path[Folder.Length] == '/';
}
