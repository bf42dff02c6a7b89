using System.Data.Common;
using System.Globalization;
using Fathom.Database.Bulk;
using Fathom.Database.Engines;
using Fathom.Database.Faults;
using Fathom.Database.Reading;

namespace Fathom.Database.Moving;

/// <summary>A copy of a workspace's contents into an empty database, whole at first and then what changed since, round by round.</summary>
internal sealed class DatabaseCopy(DatabaseEngine from, DatabaseEngine to, DbConnection target)
{
    private readonly Dictionary<string, long> _noted = new(StringComparer.Ordinal);
    private readonly RowCarrier _carrier = new(to, target);
    private long _lastBlock;

    /// <summary>Rows carried so far.</summary>
    public long Rows => _carrier.Rows;

    /// <summary>Copies everything, as one snapshot of the source has it. The snapshot's notes of changes count as done.</summary>
    public void CopyAll(DbConnection source, IReadOnlyList<BulkTable> tables, CancellationToken cancellation)
    {
        Begin(target);
        foreach (BulkTable table in tables)
        {
            _carrier.Carry(source, table, $"SELECT {BulkSql.Names(table)} FROM {table.Name} ORDER BY {string.Join(", ", table.Key)}", null, () =>
            {
                cancellation.ThrowIfCancellationRequested();
                to.Commit(target);
                Begin(target);
            });
        }

        to.Commit(target);
        Note(source, tables);
    }

    /// <summary>Carries what changed since the last round; returns the number of rows. One transaction of the target.</summary>
    public long CatchUp(DbConnection source, IReadOnlyList<BulkTable> tables)
    {
        long before = Rows;
        Begin(target);
        // Deleted rows first: a name that is given free may be taken again. What refers to others goes before them.
        foreach (BulkTable table in ChangeCapture.Captured(tables).Reverse())
        {
            DeleteGone(source, table);
        }

        foreach (BulkTable table in ChangeCapture.Captured(tables))
        {
            (string columns, string notes, string on) = (
                string.Join(", ", table.Columns.Select(column => "t." + column.Name)), ChangeCapture.Notes(table),
                string.Join(" AND ", table.Key.Select(key => $"t.{key} = m.{key}")));
            string changed = $"(SELECT DISTINCT {string.Join(", ", table.Key)} FROM {notes} WHERE n > @done)";
            long done = _noted.GetValueOrDefault(table.Name);
            _carrier.Carry(
                source, table, $"SELECT {columns} FROM {changed} m JOIN {table.Name} t ON {on} ORDER BY {string.Join(", ", table.Key.Select(key => "t." + key))}",
                new { done });
        }

        if (tables.FirstOrDefault(table => table.Name == "event_block") is { } blocks)
        {
            _carrier.Carry(
                source, blocks, $"SELECT {BulkSql.Names(blocks)} FROM event_block WHERE first_seq > @_lastBlock ORDER BY first_seq", new { _lastBlock });
        }

        to.Commit(target);
        Note(source, tables);
        return Rows - before;
    }

    /// <summary>Compares the ends of both: row counts of every table, and the last block with its hash.</summary>
    /// <exception cref="WorkspaceException">They differ.</exception>
    public void RequireEqual(DbConnection source, IReadOnlyList<BulkTable> tables)
    {
        foreach (BulkTable table in tables)
        {
            string count = $"SELECT count(*) FROM {table.Name}";
            RequireEqual($"rows of {table.Name}", Number(source, count), Number(target, count));
        }

        const string Last = "SELECT hash FROM event_block ORDER BY first_seq DESC LIMIT 1";
        RequireEqual("the hash of the event log", Hash(source, Last), Hash(target, Last));
    }

    private static string Hash(DbConnection connection, string sql) =>
        Convert.ToHexStringLower(connection.SelectFirst(sql, null, row => row.GetFieldValue<byte[]>(0)) ?? []);

    private static string Number(DbConnection connection, string sql) => connection.SelectNumber(sql).ToString(CultureInfo.InvariantCulture);

    private void RequireEqual(string what, string expected, string found)
    {
        if (expected != found)
        {
            throw new WorkspaceException(
                WorkspaceProblem.Inconsistent, to.Name,
                $"{to.Name}: the copy of {from.Name} is not equal: expected {what} {expected}, found {found}. The workspace stays where it was.");
        }
    }

    private void DeleteGone(DbConnection source, BulkTable table)
    {
        string keys = string.Join(", ", table.Key);
        string on = string.Join(" AND ", table.Key.Select(key => $"t.{key} = m.{key}"));
        var gone = source.Select(
            $"SELECT DISTINCT {keys} FROM {ChangeCapture.Notes(table)} m WHERE n > @done AND NOT EXISTS (SELECT 1 FROM {table.Name} t WHERE {on})",
            new { done = _noted.GetValueOrDefault(table.Name) },
            row => table.Key.Select((_, column) => row.GetValue(column)).ToArray());
        foreach (object[] key in gone)
        {
            using DbCommand delete = target.CreateCommand();
            delete.CommandText = $"DELETE FROM {table.Name} WHERE {string.Join(" AND ", table.Key.Select((name, place) => $"{name} = @k{place}"))}";
            for (int place = 0; place < key.Length; place++)
            {
                DbParameter parameter = delete.CreateParameter();
                (parameter.ParameterName, parameter.Value) = ($"@k{place}", key[place]);
                delete.Parameters.Add(parameter);
            }

            delete.ExecuteNonQuery();
        }
    }

    private void Note(DbConnection source, IReadOnlyList<BulkTable> tables)
    {
        if (tables.Any(table => table.Name == "event_block"))
        {
            _lastBlock = source.SelectNumber("SELECT max(first_seq) FROM event_block");
        }

        foreach (BulkTable table in HasNotes ? ChangeCapture.Captured(tables) : [])
        {
            _noted[table.Name] = source.SelectNumber($"SELECT max(n) FROM {ChangeCapture.Notes(table)}");
        }
    }

    /// <summary>True where changes are captured at the source; a backup needs none.</summary>
    public bool HasNotes { get; init; }

    private static void Begin(DbConnection connection) => connection.Execute("BEGIN");
}
