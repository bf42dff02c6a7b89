namespace Fathom.Catalog.Files;

/// <summary>The rule for logical file names: what the catalogue takes from outside.</summary>
public static class LogicalFileName
{
    private const int Longest = 512;

    /// <summary>Why a text is no LFN, or null where it is one: 1 to 512 of A–Z a–z 0–9 . _ - + = and / between parts.</summary>
    public static string? Fault(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length is 0 or > Longest ? $"a logical file name has 1 to {Longest} characters, found {text.Length}"
            : text.AsSpan().ContainsAnyExcept(Allowed) ? "a logical file name holds only letters, digits, . _ - + = and /"
            : text.Split('/').Skip(text[0] == '/' ? 1 : 0).Any(part => part is "" or "." or "..") ? "a part of the logical file name is empty, . or .."
            : null;
    }

    private static readonly System.Buffers.SearchValues<char> Allowed = System.Buffers.SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-+=/");
}
