using System.Collections.Frozen;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Fathom.Vo.Queries.Sql;

/// <summary>Lets a connection of SQLite read the tables of a query and call known functions, and nothing else: a second wall behind the
/// writing of the statement (https://www.sqlite.org/c3ref/set_authorizer.html).</summary>
internal sealed class SqliteConfinement
{
    private const int Select = 21;
    private const int Read = 20;
    private const int Function = 31;

    private static readonly FrozenSet<string> Functions = SqliteFunctions.All
        .Concat(["count", "sum", "avg", "min", "max", "group_concat", "coalesce", "row_number", "json_each"])
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    // Held, so that the database's pointer to it stays good.
    private readonly strdelegate_authorizer _authorize;
    private HashSet<(string Schema, string Table)> _tables = [];
    private readonly HashSet<string> _known = new(StringComparer.OrdinalIgnoreCase);
    private bool _isClosed;

    private SqliteConfinement() => _authorize = Authorize;

    /// <summary>Confines a connection.</summary>
    public static SqliteConfinement Of(SqliteConnection connection)
    {
        var confinement = new SqliteConfinement();
        raw.sqlite3_set_authorizer(connection.Handle, confinement._authorize, null);
        confinement._isClosed = true;
        return confinement;
    }

    /// <summary>Lets statements call one more function.</summary>
    public void Know(string function) => _known.Add(function);

    /// <summary>Says what the next statement may read.</summary>
    public void Allow(IEnumerable<StoredTable> tables) =>
        _tables = [.. tables.Select(table => ((table.Schema ?? "main").ToUpperInvariant(), table.Name.ToUpperInvariant()))];

    private int Authorize(object? user, int action, string first, string second, string database, string inner)
    {
        bool isAllowed = !_isClosed || action switch
        {
            Select => true,
            Read when string.IsNullOrEmpty(database) => IsInner(first) || _tables.Any(table => table.Table.Equals(first, StringComparison.OrdinalIgnoreCase)),
            Read => IsInner(first) || _tables.Contains((database.ToUpperInvariant(), first.ToUpperInvariant())),
            Function => Functions.Contains(second) || _known.Contains(second),
            _ => false,
        };
        return isAllowed ? raw.SQLITE_OK : raw.SQLITE_DENY;
    }

    // Named queries, as the writer calls them, and lists of values.
    private static bool IsInner(string table) =>
        table == "json_each" || (table.Length > 1 && table[0] == 'q' && table.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0);
}
