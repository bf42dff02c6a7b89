using Fathom.Root;
using Fathom.Root.NTuple;

namespace Fathom.Events.Telescope;

/// <summary>Reads the columns of one stream of a telescope file, with errors that name file and stream.</summary>
internal sealed class StreamReader
{
    private readonly NTupleReader _ntuple;
    private readonly string _path;
    private readonly string _stream;

    private StreamReader(NTupleReader ntuple, string path, string stream) =>
        (_ntuple, _path, _stream) = (ntuple, path, stream);

    /// <summary>Number of entries.</summary>
    public long Entries => _ntuple.EntryCount;

    /// <summary>Opens a stream.</summary>
    /// <exception cref="TelescopeFileException">The file has none of this name.</exception>
    public static StreamReader Open(RootFileReader file, string path, string stream) => file.NTupleNames.Contains(stream)
        ? new StreamReader(file.OpenNTuple(stream), path, stream)
        : throw new TelescopeFileException(
            "TelescopeFileWrongTier",
            path,
            $"stream {stream}",
            $"expected this stream, found {(file.NTupleNames.Count == 0 ? "none" : string.Join(", ", file.NTupleNames))}");

    /// <summary>A column of one number an entry.</summary>
    public T[] Scalars<T>(string field) where T : unmanaged => Guarded(field, () => _ntuple.ReadScalars<T>(field));

    /// <summary>The number of the first entry.</summary>
    public T Scalar<T>(string field) where T : unmanaged => First(Scalars<T>(field), field);

    /// <summary>A column of one text an entry.</summary>
    public string[] Texts(string field) => Guarded(field, () => _ntuple.ReadStrings(field));

    /// <summary>The text of the first entry.</summary>
    public string Text(string field) => First(Texts(field), field);

    /// <summary>The numbers of the first entry, which must be as many as expected.</summary>
    public T[] Vector<T>(string field, int expected) where T : unmanaged
    {
        var values = Vector<T>(field);
        return values.Length == expected
            ? values
            : throw Broken(field, $"expected {expected} elements, found {values.Length}");
    }

    /// <summary>The numbers of the first entry.</summary>
    public T[] Vector<T>(string field) where T : unmanaged
    {
        var rows = Guarded(field, () => _ntuple.ReadVectors<T>(field));
        return rows.Count > 0 ? rows[0].ToArray() : throw Broken(field, "expected an entry, found none");
    }

    private T First<T>(T[] values, string field) =>
        values.Length > 0 ? values[0] : throw Broken(field, "expected an entry, found none");

    private TelescopeFileException Broken(string field, string problem, Exception? inner = null) =>
        new("TelescopeFileBroken", _path, $"stream {_stream}, field {field}", problem, inner);

    private T Guarded<T>(string field, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (ArgumentException missing)
        {
            throw Broken(field, missing.Message, missing);
        }
    }
}
