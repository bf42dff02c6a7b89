namespace Fathom.Storage.Folder;

/// <summary>Names that the element keeps for itself beside the files; no path from outside can hold them.</summary>
internal static class ReservedNames
{
    /// <summary>Begins every reserved name; <see cref="Elements.StoragePath"/> refuses it.</summary>
    public const string Prefix = ".fathom";

    private const string Part = ".fathom-part-";
    private const string Checksum = ".fathom-adler32-";
    private const string Mark = ".fathom-element-";

    /// <summary>Name of the mark in the root of an element.</summary>
    public static string MarkOf(string element) => Mark + Uri.EscapeDataString(element);

    /// <summary>A fresh name for bytes that are not complete.</summary>
    public static string NewPart() => Part + Guid.NewGuid().ToString("N");

    /// <summary>Name of the stored checksum of a file.</summary>
    public static string ChecksumOf(string name) => Checksum + name;

    /// <summary>True for every name that is no file of the element's users.</summary>
    public static bool Is(ReadOnlySpan<char> name) => name.StartsWith(Prefix);

    /// <summary>True for bytes that an interrupted call left.</summary>
    public static bool IsPart(ReadOnlySpan<char> name) => name.StartsWith(Part);

    /// <summary>The file whose stored checksum has this name, or null.</summary>
    public static string? FileOfChecksum(string name) =>
        name.StartsWith(Checksum, StringComparison.Ordinal) ? name[Checksum.Length..] : null;
}
