using Fathom.Vo.Adql;
using Fathom.Vo.Queries.Columnar;
using Fathom.Vo.Tables;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Fathom.Vo.Queries.Sql;

/// <summary>Rows of a statement of SQLite.</summary>
internal sealed class SqliteRows : QueryRows
{
    private const int FirstBatch = 256;
    private const int LargestBatch = 8192;
    private static readonly int[] OfTheQuery = [raw.SQLITE_ERROR, raw.SQLITE_TOOBIG, raw.SQLITE_AUTH, raw.SQLITE_MISMATCH, raw.SQLITE_RANGE, raw.SQLITE_NOMEM];

    private readonly SqliteQueryConnection _connection;
    private readonly SqlStatement _statement;
    private readonly ColumnWriter[] _writers;
    private readonly ColumnBatch[] _batches;
    private readonly bool[] _areWhole;
    private SqliteCommand? _command;
    private SqliteDataReader? _reader;
    private long _left;
    private int _wanted = FirstBatch;

    public SqliteRows(SqliteQueryConnection connection, SqlStatement statement, IReadOnlyList<ColumnDescription> columns, long most)
    {
        _connection = connection;
        _statement = statement;
        _left = most;
        Columns = columns;
        _writers = [.. columns.Select(ColumnWriter.Of)];
        _batches = [.. _writers.Select(writer => writer.Batch)];
        _areWhole = [.. columns.Select(column => column is { ArraySize: null, Type: not (VoType.Float or VoType.Double) } && !column.IsText)];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ColumnDescription> Columns { get; }

    /// <inheritdoc/>
    public override ValueTask<IReadOnlyList<ColumnBatch>?> NextAsync(CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        foreach (ColumnBatch batch in _batches)
        {
            batch.Clear();
        }

        _connection.Stop = stop;
        using CancellationTokenRegistration interrupt = stop.Register(() => raw.sqlite3_interrupt(_connection.Connection.Handle));
        try
        {
            int rows = Read();
            _wanted = Math.Min(LargestBatch, _wanted * 4);
            return ValueTask.FromResult<IReadOnlyList<ColumnBatch>?>(rows == 0 ? null : _batches);
        }
        catch (SqliteException fault) when (fault.SqliteErrorCode == raw.SQLITE_INTERRUPT && _connection.RanOutOfRoom)
        {
            throw new AdqlException(SourcePosition.Start, "the query sorts more than the server's disk has room for; ask for less at once.");
        }
        catch (SqliteException fault) when (fault.SqliteErrorCode == raw.SQLITE_INTERRUPT)
        {
            throw new OperationCanceledException("The query was stopped.", fault, stop);
        }
        catch (SqliteException fault) when (OfTheQuery.Contains(fault.SqliteErrorCode))
        {
            throw new AdqlException(SourcePosition.Start, $"the query cannot be computed: {fault.Message}");
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

    private int Read()
    {
        _command ??= _connection.Command(_statement);
        _reader ??= _command.ExecuteReader();
        int rows = 0;
        while (rows < _wanted && !IsTruncated && _reader.Read())
        {
            if (_left-- == 0)
            {
                IsTruncated = true;
                break;
            }

            for (int i = 0; i < _writers.Length; i++)
            {
                Add(i, _reader.IsDBNull(i) ? null : _reader.GetValue(i));
            }

            rows++;
        }

        return rows;
    }

    private void Add(int column, object? value)
    {
        if (value is double real)
        {
            // A sum that left the whole numbers is no whole number any more; what is not finite is NULL.
            value = !double.IsFinite(real) ? null
                : _areWhole[column] && Math.Abs(real) > long.MaxValue / 2 ? throw Adql.Functions.Scalars.TooLarge(SourcePosition.Start)
                : real;
        }

        _writers[column].Add(value);
    }
}
