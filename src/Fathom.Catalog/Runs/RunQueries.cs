using System.Data.Common;
using Fathom.Database;
using Fathom.Database.Reading;

namespace Fathom.Catalog.Runs;

/// <summary>Questions about runs.</summary>
public sealed class RunQueries(WorkspaceDatabase database)
{
    internal const string Columns =
        "SELECT number, detector, start_utc, sections, livetime_ns, dead_time_ns, bad_channels, quality, remark FROM run";

    /// <summary>All runs, by number.</summary>
    public IReadOnlyList<RunRecord> List() => database.Read(connection => connection.Select($"{Columns} ORDER BY number", null, Map));

    /// <summary>The run of a number, or null.</summary>
    public RunRecord? Find(int number) => database.Read(connection =>
        connection.SelectFirst($"{Columns} WHERE number = @number", new { number }, Map));

    /// <summary>Names and versions of the good run lists that hold a run.</summary>
    public IReadOnlyList<string> ListsOf(int number) => database.Read(connection => connection.Select(
        """
        SELECT l.name || ' v' || l.version FROM good_run g JOIN good_run_list l ON l.id = g.list_id
        WHERE g.run = @number ORDER BY l.name, l.version
        """,
        new { number },
        row => row.GetString(0)));

    internal static RunRecord Map(DbDataReader row) => new(
        row.GetInt32(0), row.GetString(1), row.GetString(2), row.GetInt32(3), row.GetInt64(4), row.GetInt64(5), row.GetInt32(6),
        row.Name<RunQuality>(7), row.GetString(8));
}
