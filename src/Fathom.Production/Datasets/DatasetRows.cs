using System.Data.Common;

namespace Fathom.Production.Datasets;

/// <summary>Runs statements whose parameters are known only at run time.</summary>
internal static class DatasetRows
{
    /// <summary>Runs a statement; returns the number of rows that it changed.</summary>
    public static int Execute(DbConnection connection, string sql, DatasetSql query, params ReadOnlySpan<(string Name, object Value)> more)
    {
        using DbCommand command = Command(connection, sql, query, more);
        return command.ExecuteNonQuery();
    }

    /// <summary>All rows, mapped in order.</summary>
    public static List<T> Select<T>(
        DbConnection connection, string sql, DatasetSql query, Func<DbDataReader, T> map, params ReadOnlySpan<(string Name, object Value)> more)
    {
        using DbCommand command = Command(connection, sql, query, more);
        using DbDataReader reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(map(reader));
        }

        return rows;
    }

    private static DbCommand Command(DbConnection connection, string sql, DatasetSql query, ReadOnlySpan<(string Name, object Value)> more)
    {
        DbCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // The text holds names of parameters alone; DatasetSql never writes a value.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach ((string name, object value) in query.Parameters)
        {
            Add(command, name, value);
        }

        foreach ((string name, object value) in more)
        {
            Add(command, name, value);
        }

        return command;
    }

    private static void Add(DbCommand command, string name, object value)
    {
        DbParameter parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value is int number ? (long)number : value;
        command.Parameters.Add(parameter);
    }
}
