using Fathom.Events.Records;

namespace Fathom.Events.Raw;

/// <summary>Reads a RAW file event by event, past any damage, and accounts for every byte lost.</summary>
/// <remarks>Memory is bounded by one fragment (64 MiB at most, and never more than the file has) and the numbers of the events read.</remarks>
public sealed class RawFileReader : IDisposable
{
    private readonly RawSource _source;
    private readonly FragmentReader _fragments;
    private readonly List<RawDamage> _damage = [];
    private readonly Dictionary<uint, long> _seen = [];
    private uint? _run;
    private SectionInfo? _end;
    private bool _finished;

    /// <summary>Reads from a stream that can seek; it is closed on disposal.</summary>
    public RawFileReader(Stream stream)
    {
        _source = new RawSource(stream);
        _fragments = new FragmentReader(_source, _damage);
        var beginning = RawFileBeginning.Read(_source, _fragments, _damage);
        (Header, IsRaw) = (beginning.Header, beginning.IsRaw);
        _run = Header?.Run;
        _fragments.SkipTo(beginning.FirstFragment);
    }

    /// <summary>The header, or null where it is damaged or the file is not RAW.</summary>
    public RawFileHeader? Header { get; }

    /// <summary>False when the file is empty, of another kind, or of a version unknown here: then there are no events.</summary>
    public bool IsRaw { get; }

    /// <summary>What was lost so far; complete once <see cref="TryRead"/> has returned false.</summary>
    public IReadOnlyList<RawDamage> Damage => _damage;

    /// <summary>The section, once <see cref="TryRead"/> has returned false; without livetime where the end record is lost, null where nothing is known.</summary>
    public SectionInfo? Section => _end
        ?? (Header is { } header ? SectionInfo.WithoutEnd(header.Run, header.Section, header.StartTimeNs) : null);

    /// <summary>Events read so far.</summary>
    public int EventCount => _seen.Count;

    /// <summary>Bytes of the file consumed so far, for progress.</summary>
    public long Position => _fragments.Offset;

    /// <summary>Bytes of the file.</summary>
    public long Length => _source.Length;

    /// <summary>Opens a file and reads its header. Whatever its content, this does not fail: see <see cref="Damage"/>.</summary>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    public static RawFileReader Open(string path) =>
        new(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1));

    /// <summary>Reads the next whole event into <paramref name="destination"/>; false at the end of the file.</summary>
    public bool TryRead(RawEvent destination)
    {
        while (_fragments.TryNext(out var fragment))
        {
            if (Accept(fragment, destination))
            {
                return true;
            }
        }

        Finish();
        return false;
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _source.Dispose();

    private bool Accept(RawFragment fragment, RawEvent destination)
    {
        _run ??= fragment.Header.Run;
        if (fragment.Header.Run != _run)
        {
            Lose(fragment, RawDamageKind.WrongRun, $"run {_run}", $"run {fragment.Header.Run}");
            return false;
        }

        switch (fragment.Header.Kind)
        {
            case FragmentKind.Event:
                return AcceptEvent(fragment, destination);
            case FragmentKind.EndOfSection:
                AcceptEnd(fragment);
                return false;
            default:
                Lose(fragment, RawDamageKind.BadBlock, "an event or an end of section", $"fragment kind {(byte)fragment.Header.Kind}");
                return false;
        }
    }

    private bool AcceptEvent(RawFragment fragment, RawEvent destination)
    {
        var number = fragment.Header.Number;
        if (_seen.TryGetValue(number, out var first))
        {
            Lose(fragment, RawDamageKind.DuplicateEvent, "each event number once", $"event {number}, which also stands at offset {first}");
            return false;
        }

        if (!FragmentDecoder.TryDecodeEvent(fragment, destination))
        {
            Lose(fragment, RawDamageKind.BadBlock, $"{fragment.Header.Blocks} blocks that fill the fragment, at most one of times and charges", "others");
            return false;
        }

        _seen.Add(number, fragment.Offset);
        return true;
    }

    private void AcceptEnd(RawFragment fragment)
    {
        var end = FragmentDecoder.DecodeEnd(fragment);
        if (end is null)
        {
            Lose(fragment, RawDamageKind.BadBlock, "one block that describes the section", "another");
        }
        else if (_end is not null)
        {
            Lose(fragment, RawDamageKind.DuplicateEnd, "one end of section", "a second one");
        }
        else if (Header is { } header && header.Section != end.Section)
        {
            Lose(fragment, RawDamageKind.WrongRun, $"the end of section {header.Section}", $"the end of section {end.Section}");
        }
        else
        {
            _end = end;
        }
    }

    private void Finish()
    {
        if (_finished || !IsRaw)
        {
            return;
        }

        _finished = true;
        if (_end is null)
        {
            _damage.Add(new RawDamage(Length, 0, RawDamageKind.MissingEnd, "an end-of-section record", "the end of the file"));
        }
        else if (_end.EventsWritten != _seen.Count && _damage.All(d => d.Length == 0))
        {
            _damage.Add(new RawDamage(Length, 0, RawDamageKind.EventCount, $"{_end.EventsWritten} events, as the end of section says", $"{_seen.Count}"));
        }
    }

    private void Lose(RawFragment fragment, RawDamageKind kind, string expected, string found) =>
        _damage.Add(new RawDamage(fragment.Offset, fragment.Header.Length, kind, expected, found));
}
