using System.Text.Json;
using Fathom.Database.Faults;

namespace Fathom.Database.Moving;

/// <summary>Which database is the workspace's own: the one fact that a move or a restore switches, in one rename.</summary>
/// <param name="Generation">Number of databases that the workspace had before; the database itself must say the same.</param>
/// <param name="File">A SQLite file, relative to the workspace; empty for PostgreSQL.</param>
/// <param name="UrlFile">File below the workspace that holds a PostgreSQL URL, readable by its owner alone; empty for SQLite.</param>
public sealed record DatabasePointer(long Generation, string File, string UrlFile)
{
    /// <summary>The database of a workspace that was never moved: <c>fathom.db</c>, generation 0.</summary>
    public static DatabasePointer First { get; } = new(0, "fathom.db", "");

    /// <summary>Reads the workspace's pointer.</summary>
    /// <exception cref="WorkspaceException">It cannot be read.</exception>
    public static DatabasePointer Read(WorkspaceFolders folders)
    {
        string path = folders.DatabasePointer;
        try
        {
            return JsonSerializer.Deserialize<DatabasePointer>(System.IO.File.ReadAllBytes(path)) is { File: not null, UrlFile: not null } pointer
                ? pointer : throw Unreadable(path, "null", null);
        }
        catch (FileNotFoundException)
        {
            return First;
        }
        catch (DirectoryNotFoundException)
        {
            return First;
        }
        catch (JsonException damage)
        {
            throw Unreadable(path, damage.Message, damage);
        }
        catch (UnauthorizedAccessException denied)
        {
            throw new WorkspaceException(WorkspaceProblem.ReadOnly, path, $"{path}: this user may not read the file.", denied);
        }
    }

    /// <summary>Where the database is.</summary>
    /// <exception cref="WorkspaceException">The file with its URL is missing or cannot be understood.</exception>
    public DatabaseLocation Locate(WorkspaceFolders folders)
    {
        if (UrlFile.Length == 0)
        {
            return DatabaseLocation.Parse(Path.Combine(folders.Root, File));
        }

        string path = Path.Combine(folders.Root, UrlFile);
        try
        {
            return DatabaseLocation.Parse(System.IO.File.ReadAllText(path).Trim());
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new WorkspaceException(
                WorkspaceProblem.Denied, path, $"{path}: the file with the database's URL cannot be read ({fault.Message}).", fault);
        }
    }

    /// <summary>The pointer of the next database, not yet in force; a URL is already written down.</summary>
    internal static DatabasePointer Next(WorkspaceFolders folders, DatabaseLocation location, long generation)
    {
        if (!location.IsPostgres)
        {
            return new DatabasePointer(generation, Path.GetRelativePath(folders.Root, location.Text), "");
        }

        string urlFile = FormattableString.Invariant($"secrets/database.{generation}.url");
        Directory.CreateDirectory(folders.Secrets);
        DurableFile.Write(Path.Combine(folders.Root, urlFile), System.Text.Encoding.UTF8.GetBytes(location.Text + "\n"));
        return new DatabasePointer(generation, "", urlFile);
    }

    /// <summary>Puts it in force: from this rename on, this database is the workspace's and no other.</summary>
    internal void Switch(WorkspaceFolders folders) =>
        DurableFile.Write(folders.DatabasePointer, JsonSerializer.SerializeToUtf8Bytes(this));

    private static WorkspaceException Unreadable(string path, string found, Exception? inner) => new(
        WorkspaceProblem.Damaged, path, $"{path}: expected JSON that names the workspace's database, found something else ({found}).", inner);
}
