using System.Data.Common;
using Fathom.Database.Reading;
using Fathom.Database.Writing;

namespace Fathom.Production.Datasets;

/// <summary>The datasets of transformations: what feeds them, and how far each was looked through.</summary>
/// <remarks>A file is looked at once by each dataset, in order of its id; the place is durable with the inputs found, so that a
/// kill at any instant costs at most one window of files that is looked at again, harmlessly.</remarks>
internal static class DatasetFeed
{
    /// <summary>Files that one call looks at: bounds how long the writer is held.</summary>
    public const int Window = 20_000;

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

    /// <summary>Looks at the next files for a transformation and notes those of its datasets as inputs.</summary>
    /// <returns>True where it has looked at every file there is.</returns>
    public static bool Advance(WriteTransaction transaction, long transformation, int window = Window)
    {
        long newest = transaction.Connection.SelectNumber("SELECT max(id) FROM file");
        foreach ((long id, string text, long seen) in transaction.Connection.Select(
            "SELECT id, query, seen_file FROM transformation_dataset WHERE transformation_id = @transformation AND seen_file < @newest ORDER BY id",
            new { transformation, newest }, row => (row.GetInt64(0), row.GetString(1), row.GetInt64(2))))
        {
            long upTo = Math.Min(newest, seen + window);
            Take(transaction, transformation, DatasetQuery.Parse(text), seen, upTo);
            transaction.Execute("UPDATE transformation_dataset SET seen_file = @upTo WHERE id = @id", new { id, upTo });
            if (upTo < newest)
            {
                return false;
            }
        }

        return true;
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

    private static void Take(WriteTransaction transaction, long transformation, DatasetQuery query, long after, long upTo)
    {
        DatasetSql sql = Sql(transaction.Connection, query);
        DatasetRows.Execute(
            transaction.Connection,
            $"""
            INSERT INTO transformation_input (transformation_id, file_id, state)
            SELECT t.id, f.id, 'Unused' FROM {DatasetSql.From}
            JOIN transformation t ON t.id = @transformation AND t.input_tier = f.tier
            WHERE f.state = 'Valid' AND f.id > @after AND f.id <= @upTo AND {sql.Condition}
            ON CONFLICT DO NOTHING
            """,
            sql,
            ("transformation", transformation), ("after", after), ("upTo", upTo));
    }

    private static DatasetSql Sql(DbConnection connection, DatasetQuery query) => DatasetSql.Of(query, MetadataSql.Of(connection));
}

/// <summary>A file of a dataset.</summary>
internal readonly record struct DatasetRow(long Id, int? Run, int? Section, long Size);

/// <summary>The files of a dataset, in the order in which they are worked on.</summary>
internal sealed record DatasetTotals(IReadOnlyList<DatasetRow> Files)
{
    public long Bytes => Files.Sum(file => file.Size);
}
