using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Fathom.Database;
using Fathom.Database.Reading;
using Fathom.Database.Writing;

namespace Fathom.Catalog.Runs;

/// <summary>Good run lists, versioned.</summary>
public sealed class GoodRunLists(WorkspaceDatabase database)
{
    private const string Columns = "SELECT id, name, version, sha256, created_utc FROM good_run_list";

    /// <summary>Every version of every list.</summary>
    public IReadOnlyList<GoodRunList> List() => database.Read(connection =>
        connection.Select($"{Columns} ORDER BY name, version", null, Head).ConvertAll(list => WithRuns(connection, list)));

    /// <summary>A version of a list, the newest where none is named; null where there is none.</summary>
    public GoodRunList? Find(string name, int? version = null) => database.Read(connection => Find(connection, name, version));

    /// <summary>The text of a list as it was added, or null.</summary>
    public string? Text(long listId) => database.Read(connection =>
        connection.SelectFirst("SELECT text FROM good_run_list WHERE id = @listId", new { listId }, row => row.GetString(0)));

    /// <inheritdoc cref="Find(string, int?)"/>
    public static GoodRunList? Find(DbConnection connection, string name, int? version)
    {
        GoodRunList? list = connection.SelectFirst(
            $"{Columns} WHERE name = @name AND (@version IS NULL OR version = @version) ORDER BY version DESC", new { name, version }, Head);
        return list is null ? null : WithRuns(connection, list);
    }

    /// <summary>Adds the text as the list's next version; the same text as the newest version is that version.</summary>
    /// <exception cref="CatalogueException">The text is faulty, or names runs that the catalogue does not know: each is named.</exception>
    public static GoodRunList Add(WriteTransaction transaction, string name, string text)
    {
        RequireName(name);
        GoodRunListFile file = GoodRunListFile.Parse(text);
        RequireGood(transaction.Connection, name, file);
        string sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        GoodRunList? newest = Find(transaction.Connection, name, null);
        if (newest?.Sha256 == sha256)
        {
            return newest;
        }

        long id = transaction.Insert(
            """
            INSERT INTO good_run_list (name, version, sha256, text, created_utc) VALUES (@name, @version, @sha256, @text, @Now)
            """,
            new { name, version = (newest?.Version ?? 0) + 1, sha256, text, transaction.Now });
        foreach (int run in file.Runs)
        {
            transaction.Execute("INSERT INTO good_run (list_id, run) VALUES (@id, @run)", new { id, run });
        }

        return Find(transaction.Connection, name, null)!;
    }

    private static void RequireName(string name)
    {
        if (name.Length is 0 or > 64 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
        {
            throw new CatalogueException("GoodRunListName", "The name of a good run list has 1 to 64 letters, digits, - _ or '.'.");
        }
    }

    private static void RequireGood(DbConnection connection, string name, GoodRunListFile file)
    {
        if (file.Faults.Count > 0)
        {
            throw new CatalogueException("GoodRunListFaulty", $"Good run list {name}: {string.Join("; ", file.Faults)}.");
        }

        int[] unknown = [.. file.Runs.Where(run => !connection.Exists("SELECT 1 FROM run WHERE number = @run", new { run }))];
        if (unknown.Length > 0)
        {
            string named = string.Join(", ", unknown.Take(20)) + (unknown.Length > 20 ? $" and {unknown.Length - 20} more" : "");
            throw new CatalogueException("GoodRunListUnknownRuns", $"Good run list {name} names runs that the catalogue does not know: {named}.");
        }
    }

    private static GoodRunList Head(DbDataReader row) =>
        new(row.GetInt64(0), row.GetString(1), row.GetInt32(2), row.GetString(3), [], 0, row.GetString(4));

    private static GoodRunList WithRuns(DbConnection connection, GoodRunList list) => list with
    {
        Runs = connection.Select(
            "SELECT run FROM good_run WHERE list_id = @Id ORDER BY run", new { list.Id }, row => row.GetInt32(0)),
        LivetimeNs = connection.SelectNumber(
            "SELECT SUM(r.livetime_ns) FROM good_run g JOIN run r ON r.number = g.run WHERE g.list_id = @Id", new { list.Id }),
    };
}
