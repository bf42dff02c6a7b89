using Fathom.Vo.Queries.Sql;
using Fathom.Vo.Tables;
using Npgsql;
using NpgsqlTypes;

namespace Fathom.Vo.Publishing;

/// <summary>Writes a copy of a table into PostgreSQL, as one stream (COPY).</summary>
internal static class PostgresCopy
{
    /// <summary>Makes the table, fills it, and lets a role read it; all in the transaction of the connection.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="table">The rows.</param>
    /// <param name="place">Name of the new table, in quotes where it must be.</param>
    /// <param name="role">Who may read it.</param>
    /// <param name="stop">Stops the work.</param>
    /// <exception cref="NpgsqlException">The database refuses, or is away.</exception>
    public static async Task MakeAsync(NpgsqlConnection connection, ColumnTable table, string place, string role, CancellationToken stop)
    {
        IReadOnlyList<ColumnDescription> columns = table.Description.Columns;
        await ExecuteAsync(connection, $"CREATE TABLE {place} ({string.Join(", ", columns.Select((column, i) => $"c{i} {NameOf(TypeOf(column))}"))})", stop);
        await FillAsync(connection, table, place, stop);
        if (table.Declination >= 0)
        {
            await ExecuteAsync(connection, $"CREATE INDEX ON {place} (c{table.Declination})", stop);
        }

        await ExecuteAsync(connection, $"ANALYZE {place}; GRANT SELECT ON {place} TO {QueryDialect.Quoted(role)}", stop);
    }

    /// <summary>Runs a statement.</summary>
    public static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken stop)
    {
        await using NpgsqlCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync(stop);
    }

    private static async Task FillAsync(NpgsqlConnection connection, ColumnTable table, string place, CancellationToken stop)
    {
        NpgsqlDbType[] types = [.. table.Description.Columns.Select(TypeOf)];
        await using NpgsqlBinaryImporter writer = await connection.BeginBinaryImportAsync($"COPY {place} FROM STDIN (FORMAT BINARY)", stop);
        await using TableRows rows = TableRows.All(table);
        while (await rows.NextAsync(stop) is { } batch)
        {
            Write(writer, batch, types);
            stop.ThrowIfCancellationRequested();
        }

        await writer.CompleteAsync(stop);
    }

    private static void Write(NpgsqlBinaryImporter writer, IReadOnlyList<ColumnBatch> batch, NpgsqlDbType[] types)
    {
        for (int row = 0; row < batch[0].Count; row++)
        {
            writer.StartRow();
            for (int i = 0; i < types.Length; i++)
            {
                if (batch[i].IsNull(row))
                {
                    writer.WriteNull();
                }
                else
                {
                    Write(writer, batch[i], row, types[i]);
                }
            }
        }
    }

    private static void Write(NpgsqlBinaryImporter writer, ColumnBatch batch, int row, NpgsqlDbType type)
    {
        switch (batch)
        {
            case ValueBatch<double> values:
                Write(writer, values.Values[row]);
                break;
            case ValueBatch<float> values:
                Write(writer, values.Values[row]);
                break;
            case ValueBatch<string> values:
                // A text of PostgreSQL holds no NUL.
                writer.Write(values.Values[row]!.Replace("\0", "", StringComparison.Ordinal), type);
                break;
            default:
                if (type == NpgsqlDbType.Bigint)
                {
                    writer.Write(Whole(batch, row), type);
                }
                else
                {
                    writer.Write(StoredCopy.Listed(batch, row), type);
                }

                break;
        }
    }

    private static void Write(NpgsqlBinaryImporter writer, double value)
    {
        if (double.IsNaN(value))
        {
            writer.WriteNull();
        }
        else
        {
            writer.Write(value, NpgsqlDbType.Double);
        }
    }

    private static long Whole(ColumnBatch batch, int row) => batch switch
    {
        ValueBatch<long> values => values.Values[row],
        ValueBatch<int> values => values.Values[row],
        ValueBatch<short> values => values.Values[row],
        ValueBatch<byte> values => values.Values[row],
        _ => ((ValueBatch<bool>)batch).Values[row] ? 1 : 0,
    };

    private static NpgsqlDbType TypeOf(ColumnDescription column) => column.IsText || column.ArraySize is not null ? NpgsqlDbType.Text
        : column.Type is VoType.Float or VoType.Double ? NpgsqlDbType.Double : NpgsqlDbType.Bigint;

    private static string NameOf(NpgsqlDbType type) => type switch
    {
        NpgsqlDbType.Text => "text",
        NpgsqlDbType.Double => "float8",
        _ => "bigint",
    };
}
