namespace Fathom.Root.Compression.Zstandard;

/// <summary>Literals of a block (RFC 8878, 3.1.1.3.1): as they are, one byte repeated, or in prefix codes.</summary>
internal sealed class LiteralsSection
{
    internal const int MaximumBlock = 128 * 1024;

    private const int Raw = 0;
    private const int Repeated = 1;
    private const int Compressed = 2;
    private const int Streams = 4;
    private const int JumpTable = 6;

    private readonly byte[] _literals = new byte[MaximumBlock];
    private HuffmanTable? _table;

    /// <summary>Codes of blocks of an earlier frame do not count.</summary>
    internal void Reset() => _table = null;

    /// <summary>The literals, valid until the next block.</summary>
    /// <param name="block">The block.</param>
    /// <param name="length">Bytes of it that they took.</param>
    internal ReadOnlySpan<byte> Read(ReadOnlySpan<byte> block, out int length)
    {
        if (block.IsEmpty)
        {
            throw Short();
        }

        int kind = block[0] & 3;
        return kind is Raw or Repeated ? Plain(block, kind, out length) : Coded(block, kind, out length);
    }

    private ReadOnlySpan<byte> Plain(ReadOnlySpan<byte> block, int kind, out int length)
    {
        int format = (block[0] >> 2) & 3;
        int head = format switch { 1 => 2, 3 => 3, _ => 1 };
        int size = (int)(Bits(block, head) >> (head == 1 ? 3 : 4));
        length = head + (kind == Raw ? size : 1);
        if (size > MaximumBlock || length > block.Length)
        {
            throw Short();
        }

        if (kind == Raw)
        {
            return block.Slice(head, size);
        }

        _literals.AsSpan(0, size).Fill(block[head]);
        return _literals.AsSpan(0, size);
    }

    private ReadOnlySpan<byte> Coded(ReadOnlySpan<byte> block, int kind, out int length)
    {
        int format = (block[0] >> 2) & 3;
        int head = format switch { 2 => 4, 3 => 5, _ => 3 };
        int width = format switch { 2 => 14, 3 => 18, _ => 10 };
        ulong bits = Bits(block, head) >> 4;
        int size = (int)(bits & ((1UL << width) - 1));
        int stored = (int)((bits >> width) & ((1UL << width) - 1));
        length = head + stored;
        if (size > MaximumBlock || length > block.Length)
        {
            throw Short();
        }

        ReadOnlySpan<byte> content = block.Slice(head, stored);
        if (kind == Compressed)
        {
            _table = HuffmanTable.Read(content, out int taken);
            content = content[taken..];
        }

        HuffmanTable table = _table ?? throw new InvalidDataException("a zstd block that repeats codes of none before");
        Span<byte> target = _literals.AsSpan(0, size);
        if (format == 0)
        {
            table.Decode(content, target);
        }
        else
        {
            DecodeStreams(table, content, target);
        }

        return target;
    }

    private static void DecodeStreams(HuffmanTable table, ReadOnlySpan<byte> content, Span<byte> target)
    {
        if (content.Length < JumpTable || target.Length < Streams)
        {
            throw Short();
        }

        int part = (target.Length + Streams - 1) / Streams;
        ReadOnlySpan<byte> rest = content[JumpTable..];
        for (int i = 0; i < Streams; i++)
        {
            int stored = i < Streams - 1 ? content[2 * i] | (content[(2 * i) + 1] << 8) : rest.Length;
            int size = i < Streams - 1 ? part : target.Length;
            if (stored > rest.Length || size > target.Length)
            {
                throw Short();
            }

            table.Decode(rest[..stored], target[..size]);
            rest = rest[stored..];
            target = target[size..];
        }
    }

    private static ulong Bits(ReadOnlySpan<byte> block, int count)
    {
        if (block.Length < count)
        {
            throw Short();
        }

        ulong bits = 0;
        for (int i = 0; i < count; i++)
        {
            bits |= (ulong)block[i] << (8 * i);
        }

        return bits;
    }

    private static InvalidDataException Short() => new("a zstd block that ends within its literals");
}
