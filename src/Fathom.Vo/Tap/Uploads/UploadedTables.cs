using Fathom.Vo.Publishing;
using Fathom.Vo.Queries;
using Fathom.Vo.Releases;
using Fathom.Vo.Tables;
using Fathom.Vo.Tables.Reading;

namespace Fathom.Vo.Tap.Uploads;

/// <summary>The tables that one query brings along. They are named by that query alone and go with it.</summary>
public sealed class UploadedTables : IDisposable
{
    /// <summary>Memory for rows that are being sorted; what is more goes through a file [bytes].</summary>
    private const int SortingMemory = 32 << 20;

    private const int LargestCell = 1 << 20, LargestJson = 16 << 20, LongestName = 256;

    private readonly List<ReleaseTable> _opened = [];
    private readonly List<QueryTable> _tables = [];
    private readonly string _folder;

    private UploadedTables(string folder)
    {
        _folder = folder;
        Copies = new StoredCopies(new CopyFolder(folder), "u");
    }

    /// <summary>The tables, as queries name them.</summary>
    public IReadOnlyList<QueryTable> Tables => _tables;

    /// <summary>Their copies in a database.</summary>
    internal StoredCopies Copies { get; }

    /// <summary>Reads the tables.</summary>
    /// <param name="files">The name of each table and the file that it came as, of any format that <see cref="TableReader"/> knows.</param>
    /// <param name="folder">Folder that is this query's own: made where it is missing, gone when this is disposed of.</param>
    /// <param name="limits">What they may take.</param>
    /// <param name="stop">The client has left, or the time is over.</param>
    /// <exception cref="UploadException">One cannot be read, or is beyond a limit.</exception>
    public static async Task<UploadedTables> OpenAsync(IEnumerable<(string Table, string Path)> files, string folder, TapLimits limits, CancellationToken stop)
    {
        var tables = new UploadedTables(Directory.CreateDirectory(folder).FullName);
        try
        {
            foreach ((string table, string path) in files)
            {
                await tables.AddAsync(table, path, limits, stop);
            }

            return tables;
        }
        catch
        {
            tables.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (ReleaseTable table in _opened)
        {
            table.Dispose();
        }

        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private async Task AddAsync(string name, string path, TapLimits limits, CancellationToken stop)
    {
        string target = Path.Combine(_folder, $"{name.ToLowerInvariant()}.release");
        try
        {
            // What is read is on this machine's disk: reading works, it does not wait.
            await LongWork.RunAsync(() => Import(name, path, target, limits, stop));
        }
        catch (Exception fault) when (fault is TableFormatException or NotSupportedException or InvalidDataException)
        {
            throw new UploadException($"The upload {name} cannot be read: {fault.Message}");
        }

        var table = ReleaseTable.Open(target);
        _opened.Add(table);
        QueryTable stored = Copies.WithCopy(new QueryTable(table.Description) { Columns = table });
        _tables.Add(HasUsualLongitudes(table) ? stored : stored with { Stored = stored.Stored! with { RightAscension = -1 } });
    }

    private static long Import(string name, string path, string target, TapLimits limits, CancellationToken stop)
    {
        var costs = new TableLimits { Bytes = limits.UploadBytes, Rows = limits.UploadRows, Columns = limits.UploadColumns, CellBytes = LargestCell, JsonBytes = LargestJson };
        IRowSource rows = TableReader.Open(path, costs);
        try
        {
            return rows.Columns.Count == 0 ? throw new TableFormatException("the table has no columns.")
                : rows.Columns.Any(column => column.Name.Length > LongestName) ? throw new TableFormatException($"a column's name is longer than {LongestName} characters.")
                : ReleaseWriter.WriteAsync(target, UploadItem.Schema, name, rows, memory: SortingMemory, stop: stop).GetAwaiter().GetResult();
        }
        finally
        {
            rows.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    // A database that looks for right ascensions from 0 to 360 would miss others.
    private static bool HasUsualLongitudes(ReleaseTable table) => table.RightAscension < 0
        || table.Statistics(table.RightAscension) is { Minimum: null or >= 0, Maximum: null or <= 360 };
}
