namespace Fathom.Events.Raw;

/// <summary>What is wrong with a stretch of a RAW file.</summary>
public enum RawDamageKind : byte
{
    /// <summary>The file has no bytes.</summary>
    EmptyFile = 1,

    /// <summary>The file is not RAW.</summary>
    NotRaw = 2,

    /// <summary>RAW of a version that this reader does not know.</summary>
    UnknownVersion = 3,

    /// <summary>The file header is damaged; fragments are read all the same.</summary>
    BadFileHeader = 4,

    /// <summary>No fragment begins where one should: its header is damaged, or foreign bytes stand there.</summary>
    BadFragmentHeader = 5,

    /// <summary>The length in a fragment header is beyond the maximum or below the minimum.</summary>
    BadLength = 6,

    /// <summary>The CRC-32C of a fragment does not match its bytes.</summary>
    BadChecksum = 7,

    /// <summary>The file ends within a fragment or its header.</summary>
    Truncated = 8,

    /// <summary>The checksum is right but the blocks inside contradict the format.</summary>
    BadBlock = 9,

    /// <summary>An event number that was there before; the first is kept.</summary>
    DuplicateEvent = 10,

    /// <summary>A fragment of another run than the file's.</summary>
    WrongRun = 11,

    /// <summary>The file has no end-of-section record; livetime and dead time are unknown.</summary>
    MissingEnd = 12,

    /// <summary>A second end-of-section record; the first is kept.</summary>
    DuplicateEnd = 13,

    /// <summary>The end-of-section record counts other than the events found, with no other damage to explain it.</summary>
    EventCount = 14,

    /// <summary>So much is damaged that reading on would take time out of proportion; the rest of the file is given up.</summary>
    GivenUp = 15,
}

/// <summary>One stretch of a RAW file that gave no event, and why.</summary>
/// <param name="Offset">First byte.</param>
/// <param name="Length">Number of bytes lost; 0 where something is missing rather than damaged.</param>
/// <param name="Kind">What is wrong.</param>
/// <param name="Expected">What should have been there.</param>
/// <param name="Found">What was there.</param>
public sealed record RawDamage(long Offset, long Length, RawDamageKind Kind, string Expected, string Found)
{
    /// <summary>One line for a person.</summary>
    public override string ToString() => $"offset {Offset}, {Length} bytes: {Kind}: expected {Expected}, found {Found}";
}
