using System.Data.Common;
using Fathom.Database.Reading;
using Fathom.Database.Writing;
using Fathom.Production.Stores;

namespace Fathom.Production.Datasets;

/// <summary>The datasets of transformations: what feeds them, and how far each was looked through.</summary>
/// <remarks>A file is looked at once by each dataset, in order of its id; the place is durable with the inputs found, so that a
/// kill at any instant costs at most one window of files that is looked at again, harmlessly.</remarks>
internal static class DatasetFeed
{
    /// <summary>Files that one call looks at: bounds how long the writer is held.</summary>
    public const int Window = 20_000;

    // The walk goes along the ids: what is no bare column keeps the databases from other indexes, of which each window would read all.
    private const string AlongIds = "file f LEFT JOIN campaign c ON c.id = +f.campaign_id";

    // The tier is asked for once a statement, not once a file.
    private const string InWindow =
        """
        f.id > @after AND f.id <= @upTo AND f.tier || '' = (SELECT t.input_tier FROM transformation t WHERE t.id = @transformation)
        AND f.state || '' = 'Valid'
        """;

    private const string NoInput = "AND NOT EXISTS (SELECT 1 FROM transformation_input i WHERE i.transformation_id = @transformation AND i.file_id = f.id)";

    private const string LastInput = "SELECT file_id FROM transformation_input WHERE transformation_id = @transformation ORDER BY file_id DESC LIMIT 1";

    /// <summary>Gives a transformation a further dataset; the same query again is the one that it has. Returns whether it is new.</summary>
    /// <param name="transaction">The writer's transaction.</param>
    /// <param name="transformation">The transformation.</param>
    /// <param name="query">The query, pinned.</param>
    /// <param name="actor">Who adds it.</param>
    public static bool Add(WriteTransaction transaction, long transformation, DatasetQuery query, string actor)
    {
        string text = query.ToString();
        if (transaction.Connection.Exists(
            "SELECT 1 FROM transformation_dataset WHERE transformation_id = @transformation AND query = @text", new { transformation, text }))
        {
            return false;
        }

        transaction.Execute(
            "INSERT INTO transformation_dataset (transformation_id, query, actor, added_utc) VALUES (@transformation, @text, @actor, @Now)",
            new { transformation, text, actor, transaction.Now });
        return true;
    }

    /// <summary>The datasets of a transformation, oldest first.</summary>
    public static List<DatasetQuery> Of(DbConnection connection, long transformation) => connection.Select(
        "SELECT query FROM transformation_dataset WHERE transformation_id = @transformation ORDER BY id",
        new { transformation }, row => DatasetQuery.Parse(row.GetString(0)));

    /// <summary>The next files that a dataset of a transformation has not looked at, or null where each has looked at all.</summary>
    public static DatasetWindow? NextWindow(DbConnection connection, long transformation, long length)
    {
        long newest = Newest(connection);
        return connection.SelectFirst<DatasetWindow?>(
            """
            SELECT id, query, seen_file FROM transformation_dataset
            WHERE transformation_id = @transformation AND seen_file < @newest ORDER BY id LIMIT 1
            """,
            new { transformation, newest },
            row => new DatasetWindow(row.GetInt64(0), DatasetQuery.Parse(row.GetString(1)), row.GetInt64(2), Math.Min(newest, row.GetInt64(2) + length)));
    }

    /// <summary>The newest file's id; 0 before the first.</summary>
    public static long Newest(DbConnection connection) => connection.SelectNumber("SELECT max(id) FROM file");

    /// <summary>Notes that a dataset has looked at all files up to an id.</summary>
    public static void Seen(WriteTransaction transaction, DatasetWindow window, long upTo) =>
        transaction.Execute("UPDATE transformation_dataset SET seen_file = @upTo WHERE id = @Dataset", new { window.Dataset, upTo });

    /// <summary>Whether a window is ahead of all inputs of a transformation: then none needs to be looked for in it. A first dataset is.</summary>
    public static bool IsAhead(DbConnection connection, long transformation, DatasetWindow window) =>
        connection.SelectNumber(LastInput, new { transformation }) <= window.After;

    /// <summary>Files from a window's begin up to an id that are not valid.</summary>
    public static long Invalid(DbConnection connection, DatasetWindow window, long upTo) => connection.SelectNumber(
        "SELECT count(*) FROM file WHERE id > @After AND id <= @upTo AND state <> 'Valid'", new { window.After, upTo });

    /// <summary>Files of a window that are of its dataset and no inputs of the transformation yet, in order of their ids.</summary>
    public static WindowFiles NewFiles(DbConnection connection, long transformation, DatasetWindow window, int limit)
    {
        DatasetSql sql = Sql(connection, window.Query);
        List<InputFile> files = DatasetRows.Select(
            connection,
            Walk(sql, IsAhead(connection, transformation, window)),
            sql,
            File,
            ("transformation", transformation), ("after", window.After), ("upTo", window.UpTo), ("limit", (long)limit));
        return new WindowFiles(window, files, files.Count == limit ? files[^1].Id : window.UpTo);
    }

    /// <summary>A file as a row gives it: id, run, section, size.</summary>
    internal static InputFile File(DbDataReader row) => new(row.GetInt64(0), row.IntOrNull(1), row.IntOrNull(2)) { Bytes = row.GetInt64(3) };

    /// <summary>The statement that reads a window.</summary>
    internal static string Walk(DatasetSql dataset, bool ahead) =>
        $"""
        SELECT f.id, f.run, f.section, f.size FROM {AlongIds}
        WHERE {InWindow} AND {dataset.Condition} {(ahead ? "" : NoInput)} ORDER BY f.id LIMIT @limit
        """;

    /// <summary>Notes the files of a window that are of its dataset as unused inputs of the transformation.</summary>
    public static void Take(WriteTransaction transaction, long transformation, DatasetWindow window)
    {
        DatasetSql sql = Sql(transaction.Connection, window.Query);
        DatasetRows.Execute(
            transaction.Connection,
            $"""
            INSERT INTO transformation_input (transformation_id, file_id, state)
            SELECT @transformation, f.id, 'Unused' FROM {AlongIds} WHERE {InWindow} AND {sql.Condition} ON CONFLICT DO NOTHING
            """,
            sql,
            ("transformation", transformation), ("after", window.After), ("upTo", window.UpTo));
    }

    /// <summary>Valid files of queries that are no inputs of a transformation yet; for a new campaign, give no transformation.</summary>
    public static DatasetTotals Count(DbConnection connection, IReadOnlyList<DatasetQuery> queries, string tier, long? transformation)
    {
        var files = new Dictionary<long, DatasetRow>();
        foreach (DatasetQuery query in queries)
        {
            DatasetSql sql = Sql(connection, query);
            string known = transformation is null
                ? "" : "AND NOT EXISTS (SELECT 1 FROM transformation_input i WHERE i.transformation_id = @transformation AND i.file_id = f.id)";
            foreach (DatasetRow row in DatasetRows.Select(
                connection,
                $"SELECT f.id, f.run, f.section, f.size FROM {DatasetSql.From} WHERE f.tier = @tier AND f.state = 'Valid' AND {sql.Condition} {known} ORDER BY f.id",
                sql,
                row => new DatasetRow(row.GetInt64(0), row.IntOrNull(1), row.IntOrNull(2), row.GetInt64(3)),
                ("tier", tier), ("transformation", transformation ?? 0)))
            {
                files.TryAdd(row.Id, row);
            }
        }

        return new DatasetTotals([.. files.Values.OrderBy(row => row.Run).ThenBy(row => row.Section).ThenBy(row => row.Id)]);
    }

    // The tier is the transformation's own input tier, which every use here asks for itself.
    private static DatasetSql Sql(DbConnection connection, DatasetQuery query) => DatasetSql.Of(
        new DatasetQuery([.. query.Clauses.Where(clause => clause is not TierClause)]), MetadataSql.Of(connection));
}

/// <summary>Files with ids after one and up to another, for a dataset.</summary>
internal sealed record DatasetWindow(long Dataset, DatasetQuery Query, long After, long UpTo);

/// <summary>What was found in a window.</summary>
/// <param name="Window">The window.</param>
/// <param name="Files">Files that become inputs, in order of their ids.</param>
/// <param name="Seen">All files up to this id were looked at.</param>
internal sealed record WindowFiles(DatasetWindow Window, List<InputFile> Files, long Seen);

/// <summary>A file of a dataset.</summary>
internal readonly record struct DatasetRow(long Id, int? Run, int? Section, long Size);

/// <summary>The files of a dataset, in the order in which they are worked on.</summary>
internal sealed record DatasetTotals(IReadOnlyList<DatasetRow> Files)
{
    public long Bytes => Files.Sum(file => file.Size);
}
