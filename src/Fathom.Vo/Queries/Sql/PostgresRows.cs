using System.Data;
using Fathom.Vo.Adql;
using Fathom.Vo.Queries.Columnar;
using Fathom.Vo.Tables;
using Npgsql;

namespace Fathom.Vo.Queries.Sql;

/// <summary>Rows of a statement of PostgreSQL.</summary>
internal sealed class PostgresRows : QueryRows
{
    private const int FirstBatch = 256;
    private const int LargestBatch = 8192;

    private readonly PostgresQueryConnection _connection;
    private readonly SqlStatement _statement;
    private readonly ColumnWriter[] _writers;
    private readonly ColumnBatch[] _batches;
    private NpgsqlCommand? _command;
    private NpgsqlDataReader? _reader;
    private long _left;
    private int _wanted = FirstBatch;

    public PostgresRows(PostgresQueryConnection connection, SqlStatement statement, IReadOnlyList<ColumnDescription> columns, long most)
    {
        _connection = connection;
        _statement = statement;
        _left = most;
        Columns = columns;
        _writers = [.. columns.Select(ColumnWriter.Of)];
        _batches = [.. _writers.Select(writer => writer.Batch)];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ColumnDescription> Columns { get; }

    /// <inheritdoc/>
    public override async ValueTask<IReadOnlyList<ColumnBatch>?> NextAsync(CancellationToken stop)
    {
        foreach (ColumnBatch batch in _batches)
        {
            batch.Clear();
        }

        try
        {
            _command ??= _connection.Command(_statement);
            _reader ??= await _command.ExecuteReaderAsync(CommandBehavior.SequentialAccess, stop).ConfigureAwait(false);
            int rows = await ReadAsync(_reader, stop).ConfigureAwait(false);
            _wanted = Math.Min(LargestBatch, _wanted * 4);
            return rows == 0 ? null : _batches;
        }
        catch (PostgresException fault) when (fault.SqlState.StartsWith("22", StringComparison.Ordinal) || fault.SqlState.StartsWith("42", StringComparison.Ordinal)
            || fault.SqlState.StartsWith("54", StringComparison.Ordinal) || fault.SqlState is "0A000" or "53200")
        {
            throw new AdqlException(SourcePosition.Start, $"the query cannot be computed: {fault.MessageText}");
        }
        catch (PostgresException fault) when (fault.SqlState is PostgresErrorCodes.DiskFull or PostgresErrorCodes.ConfigurationLimitExceeded)
        {
            throw new AdqlException(SourcePosition.Start, "the query sorts more than the database has room for; ask for less at once.");
        }
        catch (PostgresException fault) when (fault.SqlState == PostgresErrorCodes.QueryCanceled && !stop.IsCancellationRequested)
        {
            throw new TimeoutException("The query took longer than the database lets any.");
        }
        catch (NpgsqlException fault)
        {
            throw new IOException($"{fault.Message} (PostgreSQL)", fault);
        }
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        if (_reader is not null)
        {
            await _reader.DisposeAsync().ConfigureAwait(false);
        }

        if (_command is not null)
        {
            await _command.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async ValueTask<int> ReadAsync(NpgsqlDataReader reader, CancellationToken stop)
    {
        int rows = 0;
        while (rows < _wanted && !IsTruncated && await reader.ReadAsync(stop).ConfigureAwait(false))
        {
            if (_left-- == 0)
            {
                IsTruncated = true;
                break;
            }

            for (int i = 0; i < _writers.Length; i++)
            {
                object? value = reader.GetValue(i);
                _writers[i].Add(value is DBNull || (value is double real && !double.IsFinite(real)) ? null : value);
            }

            rows++;
        }

        return rows;
    }
}
