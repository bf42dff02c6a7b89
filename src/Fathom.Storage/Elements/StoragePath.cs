using System.Text;

namespace Fathom.Storage.Elements;

/// <summary>A validated path below the root of a storage element.</summary>
/// <remarks>
/// Parts are separated by '/'. No part is empty, ".", or "..", starts with ".fathom" (kept for the element itself),
/// holds a control character or a backslash, or is longer than 239 bytes (a stored checksum has a longer name); the whole is at most 1024 bytes.
/// </remarks>
public sealed class StoragePath
{
    private const int LongestPart = 239;
    private const int LongestPath = 1024;

    private StoragePath(string text, string[] parts) => (Text, Parts) = (text, parts);

    /// <summary>The whole path.</summary>
    public string Text { get; }

    /// <summary>Its parts: folders, then the name of the file.</summary>
    public IReadOnlyList<string> Parts { get; }

    /// <summary>Takes a path from outside.</summary>
    /// <exception cref="StoragePathException">It is not acceptable; the message says why.</exception>
    public static StoragePath Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (Fault(text) is { } fault)
        {
            throw new StoragePathException(text, fault);
        }
        return new StoragePath(text, text.Split('/'));
    }

    /// <summary>Why a text is no path, or null where it is one.</summary>
    public static string? Fault(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length == 0 ? "it is empty"
            : text[0] == '/' ? "it is absolute"
            : text.Any(char.IsControl) ? "it holds a control character"
            : text.Contains('\\', StringComparison.Ordinal) ? "it holds a backslash"
            : HasLoneSurrogate(text) ? "it is not valid Unicode"
            : Encoding.UTF8.GetByteCount(text) > LongestPath ? $"it is longer than {LongestPath} bytes"
            : text.Split('/').Select(PartFault).FirstOrDefault(fault => fault is not null);
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    private static string? PartFault(string part) =>
        part.Length == 0 ? "a part of it is empty"
        : part is "." or ".." ? $"a part of it is '{part}'"
        : part.StartsWith(".fathom", StringComparison.Ordinal) ? "names that start with '.fathom' are reserved"
        : Encoding.UTF8.GetByteCount(part) > LongestPart ? $"a part of it is longer than {LongestPart} bytes"
        : null;

    private static bool HasLoneSurrogate(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
            {
                at++;
            }
            else if (char.IsSurrogate(text[at]))
            {
                return true;
            }
        }
        return false;
    }
}
