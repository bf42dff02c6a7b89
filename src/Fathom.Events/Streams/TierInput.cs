using Fathom.Events.Records;
using Fathom.Root;
using Fathom.Root.NTuple;

namespace Fathom.Events.Streams;

/// <summary>The reading side that all tiers share: the navigator, and the entries of a batch of events in any stream.</summary>
internal sealed class TierInput : IDisposable
{
    /// <summary>Events read at a time: enough to decompress a page seldom, few enough to hold their hits.</summary>
    internal const int BatchSize = 64;

    private readonly string _path;
    private readonly RootFileReader _file;
    private readonly Dictionary<string, NTupleReader> _readers = [];
    private readonly Dictionary<string, long[]> _entries = [];

    private TierInput(string path, RootFileReader file) => (_path, _file) = (path, file);

    internal uint[] Runs { get; private set; } = [];

    internal long EventCount => Runs.Length;

    /// <summary>Opens a file and makes its tier's reader; the file is closed again when that fails.</summary>
    internal static TReader OpenAs<TReader>(string path, Func<TierInput, TReader> make, params ReadOnlySpan<string> streams)
    {
        var input = new TierInput(path, RootFileReader.Open(path));
        try
        {
            input.ReadNavigator(streams);
            return make(input);
        }
        catch
        {
            input.Dispose();
            throw;
        }
    }

    internal NTupleReader Stream(string name)
    {
        if (!_readers.TryGetValue(name, out var reader))
        {
            _readers[name] = reader = _file.OpenNTuple(name);
        }

        return reader;
    }

    internal IReadOnlyList<SectionInfo> Sections() => RunInfoColumns.Read(Stream(StreamNames.RunInfo));

    /// <summary>The records of events first .. first + count in a stream that every event has.</summary>
    internal T[] Required<T>(string stream, long first, int count, Func<NTupleReader, long, int, T[]> read)
    {
        var rows = Range(stream, first, count);
        return rows.Present == count
            ? read(Stream(stream), rows.First, count)
            : throw Broken($"every event to have an entry in {stream}", $"{count - rows.Present} of the events from {first} on without");
    }

    /// <summary>The records of events first .. first + count in a stream that not all have; null where there is none.</summary>
    internal T?[] Optional<T>(string stream, long first, int count, Func<NTupleReader, long, int, T[]> read)
        where T : class
    {
        var rows = Range(stream, first, count);
        var found = rows.Present == 0 ? [] : read(Stream(stream), rows.First, rows.Present);
        var result = new T?[count];
        for (int i = 0, next = 0; i < count; i++)
        {
            result[i] = _entries[stream][first + i] < 0 ? null : found[next++];
        }

        return result;
    }

    public void Dispose() => _file.Dispose();

    private void ReadNavigator(ReadOnlySpan<string> streams)
    {
        var navigator = Stream(StreamNames.Navigator);
        Runs = navigator.ReadScalars<uint>("run");
        foreach (var stream in streams)
        {
            if (!navigator.Fields.Any(field => field.Name == stream))
            {
                throw Broken($"a field {stream}", string.Join(", ", navigator.Fields.Select(field => field.Name)));
            }

            _entries[stream] = navigator.ReadScalars<long>(stream);
        }
    }

    // Entries of a stream are written in the order of the events, so those of a batch are one stretch
    private (long First, int Present) Range(string stream, long first, int count)
    {
        var present = 0;
        var begin = 0L;
        foreach (var entry in _entries[stream].AsSpan((int)first, count))
        {
            if (entry < 0)
            {
                continue;
            }

            begin = present == 0 ? entry : begin;
            if (entry != begin + present++)
            {
                throw Broken($"entry {begin + present - 1} of {stream} next", $"entry {entry}");
            }
        }

        return begin + present <= Stream(stream).EntryCount
            ? (begin, present)
            : throw Broken($"entries of {stream} below {Stream(stream).EntryCount}", $"up to {begin + present - 1}");
    }

    private RootFormatException Broken(string expected, string found) => new(_path, 0, "in the navigator " + expected, found);
}
