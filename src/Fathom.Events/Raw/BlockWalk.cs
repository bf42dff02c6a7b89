using System.Buffers.Binary;

namespace Fathom.Events.Raw;

/// <summary>Steps through the blocks of a fragment; unknown types are the caller's to skip.</summary>
internal ref struct BlockWalk(FragmentHeader header, ReadOnlySpan<byte> blocks)
{
    private ReadOnlySpan<byte> _rest = blocks;
    private int _left = header.Blocks;

    internal BlockType Type { get; private set; }

    internal ReadOnlySpan<byte> Payload { get; private set; }

    /// <summary>True when the walk ended where the fragment says: after its number of blocks, with no bytes left.</summary>
    internal readonly bool EndedWell => _left == 0 && _rest.IsEmpty;

    internal bool MoveNext()
    {
        if (_left == 0 || _rest.Length < RawLayout.BlockHeaderLength)
        {
            return false;
        }

        var length = BinaryPrimitives.ReadUInt32LittleEndian(_rest[4..]);
        if (length > _rest.Length - RawLayout.BlockHeaderLength)
        {
            return false;
        }

        Type = (BlockType)BinaryPrimitives.ReadUInt16LittleEndian(_rest);
        Payload = _rest.Slice(RawLayout.BlockHeaderLength, (int)length);
        _rest = _rest[(RawLayout.BlockHeaderLength + (int)length)..];
        _left--;
        return true;
    }
}
