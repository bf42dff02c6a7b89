using Fathom.Vo.Tables;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Fathom.Vo.Queries.Sql;

/// <summary>A connection of SQLite for queries: it cannot write, and reads only the tables that a query names.</summary>
public sealed class SqliteQueryConnection : IDisposable
{
    /// <summary>Steps of SQLite between two looks at the disk and at the wish to stop: some hundredths of a second.</summary>
    private const int StepsBetweenLooks = 2_000_000;

    private readonly SqliteConfinement _confinement;
    private readonly Func<bool> _isDiskShort;

    // Held, so that the database's pointer to it stays good.
    private readonly delegate_progress _look;

    private SqliteQueryConnection(SqliteConnection connection, Func<bool> isDiskShort)
    {
        (Connection, _isDiskShort, _look) = (connection, isDiskShort, Look);
        _confinement = SqliteConfinement.Of(connection);
        raw.sqlite3_progress_handler(connection.Handle, StepsBetweenLooks, _look, null);
    }

    /// <summary>True where a query was stopped because what it sorts would fill the disk.</summary>
    internal bool RanOutOfRoom { get; private set; }

    /// <summary>Stops what the connection does. An interrupt does nothing while no statement runs (https://www.sqlite.org/c3ref/interrupt.html),
    /// so that a wish to stop that comes just before the first step is seen at a look.</summary>
    internal CancellationToken Stop { get; set; }

    internal SqliteConnection Connection { get; }

    /// <summary>Opens the database of the published tables.</summary>
    /// <param name="path">Its file.</param>
    /// <param name="attached">Further files by the name of their schema, such as one user's uploads.</param>
    /// <param name="isDiskShort">Whether the disk on which it sorts is nearly full; null: as <see cref="DiskRoom"/> says.</param>
    /// <exception cref="SqliteException">A file cannot be opened.</exception>
    public static SqliteQueryConnection Open(string path, IReadOnlyDictionary<string, string>? attached = null, Func<bool>? isDiskShort = null)
    {
        var text = new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false };
        var connection = new SqliteConnection(text.ToString());
        try
        {
            connection.Open();
            foreach ((string schema, string file) in attached ?? new Dictionary<string, string>())
            {
                using SqliteCommand attach = connection.CreateCommand();
                attach.CommandText = $"ATTACH DATABASE @file AS {QueryDialect.Quoted(schema)}";
                attach.Parameters.AddWithValue("@file", file); // read-only as the connection is
                attach.ExecuteNonQuery();
            }

            SqliteFunctions.Register(connection);
            return new SqliteQueryConnection(connection, isDiskShort ?? (() => DiskRoom.IsShort(DiskRoom.OfSorting)));
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Makes a function known that finds the rows of a circle in a table.</summary>
    /// <param name="name">Name of the function.</param>
    /// <param name="table">The table; the database's rowid is the row's number and one.</param>
    public void FindCircles(string name, ColumnTable table)
    {
        var rows = new CircleRows(table);
        Connection.CreateFunction(name, (double? longitude, double? latitude, double? radius) => rows.Find(longitude, latitude, radius), isDeterministic: true);
        _confinement.Know(name);
    }

    /// <inheritdoc/>
    public void Dispose() => Connection.Dispose();

    private int Look(object user)
    {
        RanOutOfRoom |= _isDiskShort();
        return RanOutOfRoom || Stop.IsCancellationRequested ? 1 : 0;
    }

    internal SqliteCommand Command(SqlStatement statement)
    {
        _confinement.Allow(statement.Tables);
        SqliteCommand command = Connection.CreateCommand();
        command.CommandText = statement.Text;
        command.CommandTimeout = 0;
        foreach ((string name, object value) in statement.Parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        return command;
    }
}
