using Fathom.Vo.Queries;
using Fathom.Vo.Releases;
using Fathom.Vo.Tap;
using Microsoft.Data.Sqlite;

namespace Fathom.Vo.Publishing;

/// <summary>Copies of tables as files of SQLite, each named by its table's content and made once, by whoever needs it first.</summary>
/// <param name="folder">Where they are; need not be there yet.</param>
/// <param name="isKept">Whether they outlive this process: then each is on the disk before it has its name.</param>
public sealed class CopyFolder(string folder, bool isKept = false)
{
    private const string Ending = ".db", Empty = "empty";

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Task<string>> _made = new(StringComparer.Ordinal);
    private IReadOnlySet<string> _before = new HashSet<string>();

    /// <summary>The file of a table's copy, when it is made.</summary>
    /// <exception cref="IOException">It cannot be made now.</exception>
    public Task<string> FileOf(ReleaseTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        lock (_gate)
        {
            // A disk that is full now need not be so at the next query.
            if (!_made.TryGetValue(table.Content, out Task<string>? made) || made.IsFaulted)
            {
                string path = PathOf(table.Content);
                _made[table.Content] = made = File.Exists(path) ? Task.FromResult(path) : LongWork.RunAsync(() => Make(table, path));
            }

            return made;
        }
    }

    /// <summary>Deletes all but these, and those that were kept the last time: queries that came before may still open them.</summary>
    /// <param name="keep">Contents of the tables that are there now.</param>
    public void Forget(IReadOnlySet<string> keep)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        lock (_gate)
        {
            foreach (string file in Directory.EnumerateFiles(folder).Where(file => !IsKnown(Path.GetFileName(file), keep)))
            {
                _made.Remove(Path.GetFileNameWithoutExtension(file));
                File.Delete(file);
            }

            _before = keep;
        }
    }

    /// <summary>A database without tables, beside which a query's copies are opened.</summary>
    public string EmptyFile()
    {
        string path = Path.Combine(Directory.CreateDirectory(folder).FullName, Empty + Ending);
        if (!File.Exists(path))
        {
            File.WriteAllBytes(path, []);
        }

        return path;
    }

    // What is being made has a name that begins with its content.
    private bool IsKnown(string file, IReadOnlySet<string> keep)
    {
        string content = file.Split('.')[0];
        bool isBeingMade = _made.TryGetValue(content, out Task<string>? made) && !made.IsCompleted;
        bool isWanted = content == Empty || keep.Contains(content) || _before.Contains(content);
        return isBeingMade || (isWanted && file.EndsWith(Ending, StringComparison.Ordinal));
    }

    private string PathOf(string content) => Path.Combine(folder, content + Ending);

    private string Make(ReleaseTable table, string path)
    {
        Directory.CreateDirectory(folder);
        string fresh = $"{path}.{Path.GetRandomFileName()}";
        try
        {
            DiskRoom.Require(folder, StoredCopy.Size(table));
            StoredCopy.Make(table, fresh);
            if (isKept)
            {
                using FileStream file = File.OpenWrite(fresh);
                file.Flush(flushToDisk: true);
            }

            File.Move(fresh, path, overwrite: true);
            return path;
        }
        catch (Exception fault) when (fault is SqliteException or IOException)
        {
            File.Delete(fresh);
            throw new IOException($"A published table could not be copied for queries: {fault.Message}", fault);
        }
    }
}
