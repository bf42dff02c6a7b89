using Fathom.Root.Columns;

namespace Fathom.Events.Telescope.Km3Net.Online;

/// <summary>Finds members in what a reader gives, however deep they stand: files differ in how far they split classes.</summary>
internal sealed class DaqColumns
{
    private readonly Dictionary<string, RootColumn> _byName = new(StringComparer.Ordinal);
    private readonly string _path;

    /// <summary>All members below a column.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="column">Records, or lists of records.</param>
    public DaqColumns(string path, RootColumn column)
    {
        _path = path;
        Add(column);
    }

    /// <summary>The columns of a header, row by row.</summary>
    public DaqHeader Header(int row) => new(
        Number<int>("detector_id", row), Number<int>("run", row), Number<int>("frame_index", row),
        Number<uint>("UTC_seconds", row), Number<uint>("UTC_16nanosecondcycles", row));

    /// <summary>A number of a row.</summary>
    public T Number<T>(string name, int row) where T : unmanaged => Numbers<T>(name)[row];

    /// <summary>Numbers of all rows.</summary>
    public ReadOnlySpan<T> Numbers<T>(string name) where T : unmanaged => Find<NumberColumn<T>>(name).Values;

    /// <summary>A list per row.</summary>
    public ListColumn List(string name) => Find<ListColumn>(name);

    private T Find<T>(string name) where T : RootColumn => _byName.GetValueOrDefault(name) as T
        ?? throw new TelescopeFileException(
            "TelescopeFileWrongTier", _path, $"member {name}", $"expected {typeof(T).Name}, found {_byName.GetValueOrDefault(name)?.GetType().Name ?? "none"}");

    private void Add(RootColumn column)
    {
        var record = column as RecordColumn ?? (column as ListColumn)?.Items as RecordColumn;
        for (var i = 0; i < record?.Names.Count; i++)
        {
            var name = record.Names[i];
            var member = record.Members[i];

            // A member that is split off is named after what it is part of: vector<…>.id, timeslice_start.UTC_seconds.
            _byName.TryAdd(name[(name.LastIndexOf('.') + 1)..], member);
            if (member is RecordColumn)
            {
                Add(member);
            }
        }
    }
}
