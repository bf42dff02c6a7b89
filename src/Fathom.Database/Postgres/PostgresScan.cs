using Fathom.Database.Reading;
using Npgsql;

namespace Fathom.Database.Postgres;

/// <summary>A scan over rows as they come from the server.</summary>
internal sealed class PostgresScan(NpgsqlDataReader reader) : ScannedRow
{
    /// <exception cref="NpgsqlException">The query cannot be run, or the connection was lost.</exception>
    public static void Run(NpgsqlConnection connection, string sql, Action<ScannedRow> take)
    {
#pragma warning disable CA2100 // Queries of the rooms, without values.
        using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        using NpgsqlDataReader reader = command.ExecuteReader();
        var row = new PostgresScan(reader);
        while (reader.Read())
        {
            take(row);
        }
    }

    public override long Whole(int column) => reader.IsDBNull(column) ? 0 : reader.GetInt64(column);

    public override long? WholeOrNull(int column) => reader.IsDBNull(column) ? null : reader.GetInt64(column);

    public override string Text(int column) => reader.IsDBNull(column) ? "" : reader.GetString(column);
}
