using System.Buffers.Binary;

namespace Fathom.Benchmarks.RootFiles;

/// <summary>32-bit numbers in ROOT's byte order.</summary>
internal sealed class BigEndianBytes
{
    private readonly List<byte> _bytes = [];

    internal int Length => _bytes.Count;

    internal void Add(int value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        _bytes.AddRange(bytes);
    }

    internal byte[] Take()
    {
        byte[] taken = [.. _bytes];
        _bytes.Clear();
        return taken;
    }
}
