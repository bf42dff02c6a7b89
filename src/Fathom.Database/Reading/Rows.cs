using System.Data;
using System.Data.Common;
using Dapper;

namespace Fathom.Database.Reading;

/// <summary>Queries whose rows are mapped by a function in plain sight; parameters are an anonymous object.</summary>
public static class Rows
{
    /// <summary>All rows, mapped in order.</summary>
    public static List<T> Select<T>(this DbConnection connection, string sql, object? parameters, Func<DbDataReader, T> map)
    {
        using var reader = (DbDataReader)connection.ExecuteReader(sql, parameters);
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(map(reader));
        }

        return rows;
    }

    /// <summary>The first row, or the default value where there is none.</summary>
    public static T? SelectFirst<T>(this DbConnection connection, string sql, object? parameters, Func<DbDataReader, T> map)
    {
        using var reader = (DbDataReader)connection.ExecuteReader(sql, parameters, commandType: CommandType.Text);
        return reader.Read() ? map(reader) : default;
    }

    /// <summary>The first column of the first row as a whole number; 0 where there is none or it is NULL.</summary>
    public static long SelectNumber(this DbConnection connection, string sql, object? parameters = null) =>
        connection.ExecuteScalar<long?>(sql, parameters) ?? 0;

    /// <summary>True where the query gives a row.</summary>
    public static bool Exists(this DbConnection connection, string sql, object? parameters = null) =>
        connection.SelectNumber($"SELECT EXISTS ({sql})", parameters) == 1;

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
}
