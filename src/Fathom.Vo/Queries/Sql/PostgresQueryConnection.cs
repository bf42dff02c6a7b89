using Npgsql;

namespace Fathom.Vo.Queries.Sql;

/// <summary>A connection of PostgreSQL for queries: its transaction cannot write, and acts as a role that sees only what is published.</summary>
public sealed class PostgresQueryConnection : IAsyncDisposable
{
    private readonly NpgsqlTransaction _transaction;

    private PostgresQueryConnection(NpgsqlConnection connection, NpgsqlTransaction transaction)
    {
        Connection = connection;
        _transaction = transaction;
    }

    internal NpgsqlConnection Connection { get; }

    /// <summary>Opens a connection and its read-only transaction.</summary>
    /// <param name="source">The database.</param>
    /// <param name="role">A role that may read the published tables and this user's uploads only; null: the source's own.</param>
    /// <param name="most">Longest time of a statement.</param>
    /// <param name="stop">Stops the opening.</param>
    /// <exception cref="NpgsqlException">The database cannot be reached, or there is no such role.</exception>
    public static async Task<PostgresQueryConnection> OpenAsync(NpgsqlDataSource source, string? role, TimeSpan most, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(source);
        NpgsqlConnection connection = await source.OpenConnectionAsync(stop).ConfigureAwait(false);
        try
        {
            NpgsqlTransaction transaction = await connection.BeginTransactionAsync(stop).ConfigureAwait(false);
            string settings = FormattableString.Invariant($"SET TRANSACTION READ ONLY; SET LOCAL statement_timeout = {(long)most.TotalMilliseconds}; SET LOCAL client_connection_check_interval = 5000;")
                + (role is null ? string.Empty : $" SET LOCAL ROLE {QueryDialect.Quoted(role)};");
            using NpgsqlCommand command = connection.CreateCommand();
            command.CommandText = settings;
            await command.ExecuteNonQueryAsync(stop).ConfigureAwait(false);
            return new PostgresQueryConnection(connection, transaction);
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync().ConfigureAwait(false);
        await Connection.DisposeAsync().ConfigureAwait(false);
    }

    internal NpgsqlCommand Command(SqlStatement statement)
    {
        NpgsqlCommand command = Connection.CreateCommand();
        command.CommandText = statement.Text;
        command.CommandTimeout = 0;
        foreach ((string name, object value) in statement.Parameters)
        {
            command.Parameters.AddWithValue(name[1..], value);
        }

        return command;
    }
}
