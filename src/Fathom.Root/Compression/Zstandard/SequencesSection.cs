namespace Fathom.Root.Compression.Zstandard;

/// <summary>
/// Sequences of a block (RFC 8878, 3.1.1.3.2 and 3.1.1.4): literals to copy, then a match to repeat, again and again. Keeps
/// the tables and the last offsets from block to block.
/// </summary>
internal sealed class SequencesSection
{
    private const int Predefined = 0;
    private const int OneSymbol = 1;
    private const int Described = 2;

    private FseTable? _literalLengths;
    private FseTable? _offsets;
    private FseTable? _matchLengths;
    private long _last;
    private long _second;
    private long _third;

    /// <summary>Begins a frame.</summary>
    internal void Reset()
    {
        (_literalLengths, _offsets, _matchLengths) = (null, null, null);
        (_last, _second, _third) = (1, 4, 8);
    }

    /// <summary>Writes what the sequences and literals of a block give.</summary>
    /// <param name="section">The sequences.</param>
    /// <param name="literals">The literals.</param>
    /// <param name="target">The whole frame, filled up to <paramref name="at"/>.</param>
    /// <param name="at">Where the block begins in it.</param>
    /// <param name="end">The furthest place that the block may reach.</param>
    /// <returns>Where the block ends.</returns>
    internal int Run(ReadOnlySpan<byte> section, ReadOnlySpan<byte> literals, Span<byte> target, int at, int end)
    {
        int count = Count(ref section);
        if (count > 0)
        {
            BackwardBits bits = new(Tables(section));
            int literalState = _literalLengths!.First(ref bits);
            int offsetState = _offsets!.First(ref bits);
            int matchState = _matchLengths!.First(ref bits);
            for (int i = 0; i < count; i++)
            {
                int offsetCode = _offsets.Symbol(offsetState);
                int matchCode = _matchLengths.Symbol(matchState);
                int literalCode = _literalLengths.Symbol(literalState);
                long offset = (1L << offsetCode) + (long)bits.Read(offsetCode);
                int match = SequenceCodes.MatchLengthBases[matchCode] + (int)bits.Read(SequenceCodes.MatchLengthBits[matchCode]);
                int literal = SequenceCodes.LiteralLengthBases[literalCode] + (int)bits.Read(SequenceCodes.LiteralLengthBits[literalCode]);
                at = CopyLiterals(ref literals, literal, target, at, end);
                at = CopyMatch(Offset(offset, literal), match, target, at, end);
                if (i + 1 < count)
                {
                    literalState = _literalLengths.Next(literalState, ref bits);
                    matchState = _matchLengths.Next(matchState, ref bits);
                    offsetState = _offsets.Next(offsetState, ref bits);
                }
            }

            if (bits.Left != 0)
            {
                throw new InvalidDataException($"zstd sequences with {bits.Left} bits left");
            }
        }

        return CopyLiterals(ref literals, literals.Length, target, at, end);
    }

    private static int Count(ref ReadOnlySpan<byte> section)
    {
        int first = section.IsEmpty ? throw Short() : section[0];
        int head = first switch { < 128 => 1, < 255 => 2, _ => 3 };
        if (section.Length < head)
        {
            throw Short();
        }

        int count = first switch
        {
            < 128 => first,
            < 255 => ((first - 128) << 8) + section[1],
            _ => section[1] + (section[2] << 8) + 0x7F00,
        };
        section = section[head..];
        return count > 0 || section.IsEmpty ? count : throw new InvalidDataException("a zstd block with bytes after its literals");
    }

    /// <summary>Takes the tables; what follows them are the sequences.</summary>
    private ReadOnlySpan<byte> Tables(ReadOnlySpan<byte> section)
    {
        int modes = section.IsEmpty ? throw Short() : section[0];
        if ((modes & 3) != 0)
        {
            throw new InvalidDataException("a zstd block of a later version");
        }

        section = section[1..];
        _literalLengths = Table(
            modes >> 6, ref section, _literalLengths, SequenceCodes.DefaultLiteralLengths, SequenceCodes.LiteralLengthAccuracy, SequenceCodes.LiteralLengthCodes);
        _offsets = Table(
            (modes >> 4) & 3, ref section, _offsets, SequenceCodes.DefaultOffsets, SequenceCodes.OffsetAccuracy, SequenceCodes.OffsetCodes);
        _matchLengths = Table(
            (modes >> 2) & 3, ref section, _matchLengths, SequenceCodes.DefaultMatchLengths, SequenceCodes.MatchLengthAccuracy, SequenceCodes.MatchLengthCodes);
        return section;
    }

    private static FseTable Table(int mode, ref ReadOnlySpan<byte> section, FseTable? before, FseTable predefined, int accuracy, int symbols)
    {
        FseTable table;
        int length = 0;
        switch (mode)
        {
            case Predefined:
                table = predefined;
                break;
            case OneSymbol:
                table = FseTable.Of(section.IsEmpty || section[0] >= symbols ? throw Short() : section[0]);
                length = 1;
                break;
            case Described:
                table = FseDistribution.Read(section, accuracy, symbols, out length);
                break;
            default:
                table = before ?? throw new InvalidDataException("a zstd block that repeats a table of none before");
                break;
        }

        section = section[length..];
        return table;
    }

    /// <summary>Values up to 3 stand for one of the last three offsets.</summary>
    private long Offset(long value, int literals)
    {
        if (value > 3)
        {
            (_third, _second, _last) = (_second, _last, value - 3);
            return _last;
        }

        switch (value + (literals == 0 ? 1 : 0))
        {
            case 1:
                break;
            case 2:
                (_last, _second) = (_second, _last);
                break;
            case 3:
                (_last, _second, _third) = (_third, _last, _second);
                break;
            default:
                (_last, _second, _third) = (_last - 1, _last, _second);
                break;
        }

        return _last;
    }

    private static int CopyLiterals(ref ReadOnlySpan<byte> literals, int length, Span<byte> target, int at, int end)
    {
        if (length > literals.Length || length > end - at)
        {
            throw new InvalidDataException("a zstd sequence beyond its literals or its block");
        }

        literals[..length].CopyTo(target[at..]);
        literals = literals[length..];
        return at + length;
    }

    private static int CopyMatch(long distance, int length, Span<byte> target, int at, int end)
    {
        if (distance <= 0 || distance > at || length > end - at)
        {
            throw new InvalidDataException("a zstd match outside of its frame");
        }

        int from = at - (int)distance;
        if (distance >= length)
        {
            target.Slice(from, length).CopyTo(target[at..]);
            return at + length;
        }

        for (int i = 0; i < length; i++)
        {
            target[at + i] = target[from + i];
        }

        return at + length;
    }

    private static InvalidDataException Short() => new("a zstd block that ends within its sequences");
}
