using Fathom.Root.Sources;

namespace Fathom.Root.Trees;

/// <summary>Data of consecutive entries of a branch, unpacked. One is used again and again.</summary>
internal sealed class Basket
{
    private byte[] _data = [];
    private int[] _offsets = [];

    /// <summary>The data, of which the first <see cref="Length"/> bytes count.</summary>
    internal byte[] Data => _data;

    internal int Length { get; private set; }

    internal int Entries { get; private set; }

    /// <summary>Bytes of the key before the data, from which references count.</summary>
    internal int KeyLength { get; private set; }

    /// <summary>Where the data lie in the file, for messages.</summary>
    internal long Position { get; private set; }

    /// <summary>Where each entry begins, and where the last one ends: shape (entries + 1).</summary>
    internal ReadOnlySpan<int> Offsets => _offsets.AsSpan(0, Entries + 1);

    /// <summary>Whether entries have offsets of their own in the file.</summary>
    internal bool HasOffsets { get; private set; }

    /// <summary>Room for data, which the caller fills.</summary>
    internal Span<byte> Room(int length) => Scratch.Room(ref _data, length);

    /// <summary>Gives back what it holds.</summary>
    internal void Release()
    {
        Entries = 0;
        Length = 0;
        Scratch.Release(ref _data);
        Scratch.Release(ref _offsets);
    }

    /// <summary>Says what was filled in.</summary>
    internal void Describe(int entries, int length, int keyLength, long position, bool hasOffsets)
    {
        Entries = entries;
        Length = length;
        KeyLength = keyLength;
        Position = position;
        HasOffsets = hasOffsets;
        _ = Scratch.Room(ref _offsets, entries + 1);
    }

    /// <summary>The offsets were found by other means than from the file.</summary>
    internal void HaveOffsets() => HasOffsets = true;

    /// <summary>Offsets, which the caller fills.</summary>
    internal Span<int> OffsetRoom => _offsets.AsSpan(0, Entries + 1);
}
