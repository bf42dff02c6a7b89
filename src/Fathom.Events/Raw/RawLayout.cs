namespace Fathom.Events.Raw;

/// <summary>Sizes and marks of the RAW format; the specification is docs/reference/raw.md.</summary>
internal static class RawLayout
{
    internal const ushort Version = 1;
    internal const int FileHeaderLength = 64;
    internal const int FragmentHeaderLength = 40;
    internal const int BlockHeaderLength = 8;
    internal const int ChecksumLength = 4;
    internal const int DetectorNameLength = 16;
    internal const int MinimumFragmentLength = FragmentHeaderLength + ChecksumLength;

    /// <summary>No fragment is longer: a window of waveforms of all channels takes 36 MB.</summary>
    internal const int MaximumFragmentLength = 64 << 20;

    internal const int SectionBlockLength = 40;

    /// <summary>"FATHRAW" and a control-Z, which ends the file where it is typed to a terminal.</summary>
    internal static ReadOnlySpan<byte> Magic => [0x46, 0x41, 0x54, 0x48, 0x52, 0x41, 0x57, 0x1A];

    /// <summary>Begins every fragment: no text and no small number holds it.</summary>
    internal static ReadOnlySpan<byte> Sync => [0xF4, 0x1A, 0x7E, 0x46, 0x52, 0x41, 0x47, 0x9D];
}

/// <summary>What a fragment is.</summary>
internal enum FragmentKind : byte
{
    Event = 1,
    EndOfSection = 2,
}

/// <summary>What a block inside a fragment holds. Readers skip types that they do not know.</summary>
internal enum BlockType : ushort
{
    /// <summary>Times and charges.</summary>
    TimeCharge = 1,

    /// <summary>Reserved: waveforms.</summary>
    Waveform = 2,

    /// <summary>Livetime, dead time and channel status of a section.</summary>
    Section = 16,
}
