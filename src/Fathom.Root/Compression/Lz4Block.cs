namespace Fathom.Root.Compression;

/// <summary>LZ4 block format (lz4/doc/lz4_Block_format.md), decoded without any library.</summary>
internal static class Lz4Block
{
    private const int MinimumMatch = 4;
    private const int LongRun = 15;

    /// <summary>Fills the target exactly.</summary>
    /// <exception cref="InvalidDataException">The block gives more or fewer bytes, or refers to bytes before its begin.</exception>
    internal static void Decode(ReadOnlySpan<byte> block, Span<byte> target)
    {
        int from = 0;
        int to = 0;
        while (from < block.Length)
        {
            int token = block[from++];
            int literals = Length(block, ref from, token >> 4);
            if (literals > block.Length - from || literals > target.Length - to)
            {
                throw new InvalidDataException("an LZ4 block whose literals do not fit");
            }

            block.Slice(from, literals).CopyTo(target[to..]);
            from += literals;
            to += literals;
            if (from == block.Length)
            {
                break;
            }

            to = Repeat(block, ref from, token & 0xF, target, to);
        }

        if (to != target.Length)
        {
            throw new InvalidDataException($"an LZ4 block of {to} bytes in place of {target.Length}");
        }
    }

    private static int Repeat(ReadOnlySpan<byte> block, ref int from, int token, Span<byte> target, int to)
    {
        if (block.Length - from < 2)
        {
            throw new InvalidDataException("an LZ4 block that ends within a match");
        }

        int distance = block[from] | (block[from + 1] << 8);
        from += 2;
        int length = Length(block, ref from, token) + MinimumMatch;
        if (distance == 0 || distance > to || length > target.Length - to)
        {
            throw new InvalidDataException("an LZ4 match outside of the block");
        }

        Span<byte> match = target.Slice(to, length);
        for (int done = 0; done < length;)
        {
            // What was written last may be part of what is copied: at most one distance at a time.
            int step = Math.Min(distance, length - done);
            target.Slice(to + done - distance, step).CopyTo(match[done..]);
            done += step;
        }

        return to + length;
    }

    private static int Length(ReadOnlySpan<byte> block, ref int from, int length)
    {
        if (length < LongRun)
        {
            return length;
        }

        int more;
        do
        {
            more = from < block.Length ? block[from++] : throw new InvalidDataException("an LZ4 block that ends within a length");
            length += more;
        }
        while (more == 255 && length < BlockHeader.MaximumLength + 255);
        return length;
    }
}
