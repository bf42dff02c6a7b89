namespace Fathom.Events.Raw;

/// <summary>Walks from fragment to fragment; where one is damaged, notes the stretch up to the next that stands.</summary>
/// <remarks>
/// A fragment's own header has a checksum, so a false sync marker inside data is not mistaken for a fragment. Total work is bounded
/// by a multiple of the file's length: a file made to have every byte checked again and again is given up instead.
/// </remarks>
internal sealed class FragmentReader(RawSource source, List<RawDamage> damage)
{
    private const int ScanWindow = 64 * 1024;
    private const int WorkPerByte = 16;
    private const long FreeWork = 256L << 20;
    private long _work;

    internal long Offset { get; private set; }

    internal void SkipTo(long offset) => Offset = offset;

    internal bool StandsAt(long offset) => FragmentHeader.StandsAt(source.Window(offset, RawLayout.FragmentHeaderLength));

    /// <summary>The next whole fragment; false at the end of the file.</summary>
    internal bool TryNext(out RawFragment fragment)
    {
        while (Offset < source.Length)
        {
            if (_work > FreeWork + (WorkPerByte * source.Length))
            {
                Lose(source.Length, RawDamageKind.GivenUp, "a file that is mostly whole", "damage that would take out of proportion to read past");
                break;
            }

            if (TryAtOffset(out fragment))
            {
                Offset += fragment.Header.Length;
                return true;
            }
        }

        fragment = default;
        return false;
    }

    private bool TryAtOffset(out RawFragment fragment)
    {
        fragment = default;
        var head = source.Window(Offset, RawLayout.FragmentHeaderLength);
        if (!FragmentHeader.StandsAt(head))
        {
            var (kind, expected, found) = FragmentDiagnosis.OfHeader(head);
            Lose(NextHeader(), kind, expected, found);
            return false;
        }

        if (FragmentDiagnosis.OfLength(FragmentHeader.DeclaredLength(head), source.Length - Offset) is { } problem)
        {
            Lose(NextHeader(), problem.Kind, problem.Expected, problem.Found);
            return false;
        }

        var header = FragmentHeader.Decode(head);
        var bytes = source.Window(Offset, header.Length);
        _work += header.Length;
        if (FragmentDiagnosis.OfChecksum(bytes) is { } mismatch)
        {
            var end = Offset + header.Length;
            var whole = end == source.Length || StandsAt(end);
            Lose(whole ? end : NextHeader(), mismatch.Kind, mismatch.Expected, mismatch.Found);
            return false;
        }

        fragment = new RawFragment(Offset, header, bytes[RawLayout.FragmentHeaderLength..^RawLayout.ChecksumLength]);
        return true;
    }

    private void Lose(long end, RawDamageKind kind, string expected, string found)
    {
        damage.Add(new RawDamage(Offset, end - Offset, kind, expected, found));
        Offset = end;
    }

    private long NextHeader()
    {
        for (var at = Offset + 1; at < source.Length;)
        {
            var window = source.Window(at, ScanWindow);
            _work += window.Length;
            var hit = window.IndexOf(RawLayout.Sync);
            if (hit >= 0)
            {
                if (StandsAt(at + hit))
                {
                    return at + hit;
                }

                at += hit + 1;
            }
            else
            {
                at += Math.Max(1, window.Length - RawLayout.Sync.Length + 1);
            }
        }

        return source.Length;
    }
}

/// <summary>A whole fragment whose checksums are right.</summary>
internal readonly ref struct RawFragment(long offset, FragmentHeader header, ReadOnlySpan<byte> blocks)
{
    internal long Offset { get; } = offset;

    internal FragmentHeader Header { get; } = header;

    internal ReadOnlySpan<byte> Blocks { get; } = blocks;
}
