using System.Data.Common;
using System.Runtime.CompilerServices;

namespace Fathom.Database.Statements;

/// <summary>The prepared statements of a connection, by text and type of parameters. For one thread at a time, as the connection.</summary>
internal sealed class StatementCache(DbConnection connection)
{
    private const int Most = 300;
    private static readonly ConditionalWeakTable<DbConnection, StatementCache> All = [];
    private readonly Dictionary<(string Sql, Type? Parameters), Statement> _known = [];
    private readonly SqlDialect _dialect = SqlDialect.Of(connection);

    /// <summary>The cache of a connection.</summary>
    public static StatementCache Of(DbConnection connection) => All.GetValue(connection, static connection => new StatementCache(connection));

    /// <summary>A statement with its parameters bound; give it back when its rows were read.</summary>
    public Statement Take(string sql, object? parameters)
    {
        Type? type = parameters?.GetType();
        if (!_known.TryGetValue((sql, type), out Statement? statement))
        {
            statement = new Statement(connection, _dialect, sql, type);
            Keep((sql, type), statement);
        }
        else if (statement.IsBusy)
        {
            // Asked again while its own rows are being read: this use gets a statement of its own.
            statement = new Statement(connection, _dialect, sql, type);
        }

        statement.IsBusy = true;
        statement.Bind(parameters);
        return statement;
    }

    /// <summary>Gives a statement back.</summary>
    public void Return(Statement statement, string sql, object? parameters)
    {
        statement.IsBusy = false;
        if (!_known.TryGetValue((sql, parameters?.GetType()), out Statement? kept) || kept != statement)
        {
            statement.Dispose();
        }
    }

    private void Keep((string Sql, Type? Parameters) key, Statement statement)
    {
        if (_known.Count >= Most)
        {
            foreach ((var one, Statement idle) in _known.Where(known => !known.Value.IsBusy).ToList())
            {
                _known.Remove(one);
                idle.Dispose();
            }
        }

        _known[key] = statement;
    }
}
