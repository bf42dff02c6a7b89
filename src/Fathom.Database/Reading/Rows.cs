using System.Data.Common;
using Fathom.Database.Statements;

namespace Fathom.Database.Reading;

/// <summary>Queries whose rows are mapped by a function in plain sight; parameters are an anonymous object.</summary>
/// <remarks>Statements are prepared once for each connection and type of parameters. A mapping function must not use the connection.</remarks>
public static class Rows
{
    /// <summary>All rows, mapped in order.</summary>
    public static List<T> Select<T>(this DbConnection connection, string sql, object? parameters, Func<DbDataReader, T> map)
    {
        var rows = new List<T>();
        connection.ForEach(sql, parameters, row => rows.Add(map(row)));
        return rows;
    }

    /// <summary>Gives each row to <paramref name="take"/>, in order; only one is in memory at a time.</summary>
    public static void ForEach(this DbConnection connection, string sql, object? parameters, Action<DbDataReader> take) =>
        connection.Use(sql, parameters, take, static (command, take) =>
        {
            using DbDataReader reader = command.ExecuteReader();
            while (reader.Read())
            {
                take(reader);
            }

            return true;
        });

    /// <summary>The first row, or the default value where there is none.</summary>
    public static T? SelectFirst<T>(this DbConnection connection, string sql, object? parameters, Func<DbDataReader, T> map) =>
        connection.Use(sql, parameters, map, static (command, map) =>
        {
            using DbDataReader reader = command.ExecuteReader();
            return reader.Read() ? map(reader) : default;
        });

    /// <summary>The first column of the first row as a whole number; 0 where there is none or it is NULL.</summary>
    public static long SelectNumber(this DbConnection connection, string sql, object? parameters = null) =>
        connection.SelectFirst(sql, parameters, static row => row.IsDBNull(0) ? 0 : row.GetInt64(0));

    /// <summary>True where the query gives a row.</summary>
    public static bool Exists(this DbConnection connection, string sql, object? parameters = null) =>
        connection.SelectFirst(sql, parameters, static _ => true);

    /// <summary>Runs one statement; returns the number of rows that it changed.</summary>
    public static int Execute(this DbConnection connection, string sql, object? parameters = null) =>
        connection.Use(sql, parameters, 0, static (command, _) => command.ExecuteNonQuery());

    /// <summary>A text column, or null.</summary>
    public static string? TextOrNull(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    /// <summary>A whole-number column, or null.</summary>
    public static long? LongOrNull(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);

    /// <summary>A whole-number column, or null.</summary>
    public static int? IntOrNull(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt32(column);

    /// <summary>A floating-point column, or null.</summary>
    public static double? DoubleOrNull(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetDouble(column);

    /// <summary>A text column that holds the name of an enumeration's member.</summary>
    public static T Name<T>(this DbDataReader row, int column)
        where T : struct, Enum => Enum.Parse<T>(row.GetString(column));

    private static TResult Use<TState, TResult>(
        this DbConnection connection, string sql, object? parameters, TState state, Func<DbCommand, TState, TResult> run)
    {
        StatementCache cache = StatementCache.Of(connection);
        Statement statement = cache.Take(sql, parameters);
        try
        {
            return run(statement.Command, state);
        }
        finally
        {
            cache.Return(statement, sql, parameters);
        }
    }
}
