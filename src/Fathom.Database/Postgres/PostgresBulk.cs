using Fathom.Database.Bulk;
using Npgsql;
using NpgsqlTypes;

namespace Fathom.Database.Postgres;

/// <summary>Bulk writes: one statement, each column an array (<c>unnest</c>).</summary>
internal static class PostgresBulk
{
    /// <exception cref="PostgresException">A row was refused.</exception>
    public static void Write(NpgsqlConnection connection, BulkRows rows, BulkVerb verb)
    {
        using var command = new NpgsqlCommand(Sql(rows.Table, verb), connection);
        foreach (BulkValues column in rows.Columns)
        {
            command.Parameters.Add(new NpgsqlParameter
            {
                NpgsqlDbType = NpgsqlDbType.Array | PostgresDialect.TypeOf(column.Type),
                Value = column.Type switch
                {
                    BulkType.Whole => column.Wholes,
                    BulkType.Real => column.Reals,
                    BulkType.Text => column.Texts,
                    _ => column.Bytes,
                },
            });
        }

        command.ExecuteNonQuery();
    }

    private static string Sql(BulkTable table, BulkVerb verb)
    {
        string names = BulkSql.Names(table);
        string arrays = string.Join(", ", table.Columns.Select((_, place) => $"${place + 1}"));
        return verb == BulkVerb.Update
            ? $"UPDATE {table.Name} AS t SET {string.Join(", ", BulkSql.Others(table).Select(one => $"{one.Name} = u.{one.Name}"))} "
                + $"FROM unnest({arrays}) AS u ({names}) WHERE {string.Join(" AND ", table.Key.Select(one => $"t.{one} = u.{one}"))}"
            : $"INSERT INTO {table.Name} ({names}) SELECT * FROM unnest({arrays}) {BulkSql.OnConflict(table, verb)}";
    }
}
