using Fathom.Vo.Queries;
using Fathom.Vo.Queries.Sql;
using Fathom.Vo.Releases;
using Npgsql;

namespace Fathom.Vo.Publishing;

/// <summary>Copies of the published tables in the workspace's PostgreSQL, in a schema of their own, and the connections that read them: as a
/// role that sees nothing else, in transactions that cannot write. Where no such role can be had, nothing is put there.</summary>
/// <param name="source">The database; disposed of with this.</param>
/// <param name="log">Told why copies cannot be made.</param>
public sealed class PostgresCopies(NpgsqlDataSource source, Action<string> log) : IAsyncDisposable
{
    /// <summary>Schema of the copies.</summary>
    public const string Schema = "fathom_published";

    private const int NameLength = 48;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Task<bool>> _made = new(StringComparer.Ordinal);
    private volatile string? _role;
    private string? _told;

    /// <summary>Longest time of a statement, whoever asked. Default 2 h, which is the longest of a job.</summary>
    public TimeSpan LongestStatement { get; init; } = TimeSpan.FromHours(2);

    /// <summary>True where queries can be answered there.</summary>
    public bool IsUsable => _role is not null;

    /// <summary>Finds or makes the role and the schema; says in the log why not.</summary>
    public async Task<bool> TryOpenAsync(CancellationToken stop)
    {
        if (IsUsable)
        {
            return true;
        }

        try
        {
            await using NpgsqlConnection connection = await source.OpenConnectionAsync(stop);
            (string? role, string? problem) = await PostgresReader.MakeAsync(connection, Schema, stop);
            Tell(problem);
            _role = role;
        }
        catch (NpgsqlException fault)
        {
            Tell(fault.Message);
        }

        return IsUsable;
    }

    // Once, however often it is tried.
    private void Tell(string? problem)
    {
        if (problem is not null && problem != _told)
        {
            log($"Joins are answered from copies in SQLite, not in PostgreSQL: {problem}.");
        }

        _told = problem;
    }

    /// <summary>The table with the place where its copy will be.</summary>
    public QueryTable WithCopy(QueryTable table) => !IsUsable || table.Columns is not ReleaseTable columns ? table : table with
    {
        Remote = new StoredTable(Schema, NameOf(columns.Content), [.. columns.Description.Columns.Select((_, i) => $"c{i}")])
        {
            RightAscension = columns.RightAscension,
            Declination = columns.Declination,
        },
    };

    /// <summary>Makes the copy of a table, once.</summary>
    /// <returns>False where it cannot be made now; the log says why.</returns>
    public Task<bool> MakeAsync(ReleaseTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        lock (_gate)
        {
            if (!_made.TryGetValue(table.Content, out Task<bool>? made) || (made.IsCompletedSuccessfully && !made.Result) || made.IsFaulted)
            {
                _made[table.Content] = made = Task.Run(() => TryMakeAsync(table));
            }

            return made;
        }
    }

    /// <summary>Deletes the copies of all other tables. One that a query reads stays until the next time.</summary>
    /// <param name="keep">Contents of the tables that are there now.</param>
    /// <param name="stop">Stops the work.</param>
    public async Task ForgetAsync(IReadOnlySet<string> keep, CancellationToken stop)
    {
        HashSet<string> names = [.. keep.Select(NameOf)];
        try
        {
            await using NpgsqlConnection connection = await source.OpenConnectionAsync(stop);
            foreach (string name in (await NamesAsync(connection, stop)).Where(name => !names.Contains(name)))
            {
                lock (_gate)
                {
                    foreach (string content in _made.Keys.Where(content => NameOf(content) == name).ToArray())
                    {
                        _made.Remove(content);
                    }
                }

                await PostgresCopy.ExecuteAsync(connection, $"BEGIN; SET LOCAL lock_timeout = '2s'; DROP TABLE IF EXISTS {Place(name)}; COMMIT", stop);
            }
        }
        catch (NpgsqlException fault)
        {
            log($"Copies of tables that are published no more were not all deleted from PostgreSQL: {fault.Message}");
        }
    }

    /// <summary>Opens a connection for a query, when the copies of its tables are made.</summary>
    /// <param name="statement">The query.</param>
    /// <param name="tables">All that is published.</param>
    /// <param name="stop">Stops the waiting.</param>
    /// <returns>Null where a copy cannot be made now.</returns>
    /// <exception cref="CopyNotReadyException">It was stopped while a copy was being made.</exception>
    /// <exception cref="IOException">The database is away.</exception>
    internal async Task<PostgresQueryConnection?> OpenAsync(SqlStatement statement, IReadOnlyList<QueryTable> tables, CancellationToken stop)
    {
        HashSet<string> names = [.. statement.Tables.Select(table => table.Name)];
        Task<bool>[] made = [.. tables.Where(table => table.Remote is { } place && names.Contains(place.Name)).Select(table => MakeAsync((ReleaseTable)table.Columns!))];
        if (!(await CopyNotReadyException.WaitAsync(Task.WhenAll(made), stop)).All(isMade => isMade))
        {
            return null;
        }

        try
        {
            return await PostgresQueryConnection.OpenAsync(source, _role, LongestStatement, stop);
        }
        catch (NpgsqlException fault)
        {
            throw new IOException($"{fault.Message} (PostgreSQL)", fault);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => source.DisposeAsync();

    private static string NameOf(string content) => "t" + content[..NameLength];

    private static string Place(string name) => $"{Schema}.{QueryDialect.Quoted(name)}";

    private static async Task<List<string>> NamesAsync(NpgsqlConnection connection, CancellationToken stop)
    {
        await using NpgsqlCommand command = connection.CreateCommand();
        command.CommandText = "SELECT relname::text FROM pg_class WHERE relkind = 'r' AND relnamespace = to_regnamespace(@schema)";
        command.Parameters.AddWithValue("schema", Schema);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(stop);
        List<string> names = [];
        while (await reader.ReadAsync(stop))
        {
            names.Add(reader.GetString(0));
        }

        return names;
    }

    private async Task<bool> TryMakeAsync(ReleaseTable table)
    {
        try
        {
            await using NpgsqlConnection connection = await source.OpenConnectionAsync();
            if ((await NamesAsync(connection, CancellationToken.None)).Contains(NameOf(table.Content)))
            {
                return true;
            }

            // A table is there whole, or not at all.
            await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync();
            await PostgresCopy.MakeAsync(connection, table, Place(NameOf(table.Content)), _role!, CancellationToken.None);
            await transaction.CommitAsync();
            return true;
        }
        catch (Exception fault) when (fault is NpgsqlException or IOException)
        {
            log($"The table {table.Description.QualifiedName} was not copied into PostgreSQL: {fault.Message}");
            return false;
        }
    }
}
