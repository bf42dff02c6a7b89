using System.Data.Common;

namespace Fathom.Database.Statements;

/// <summary>A statement that is prepared once and used again with new parameters.</summary>
internal sealed class Statement : IDisposable
{
    private readonly ParameterGetter[] _getters;

    /// <exception cref="ArgumentException">The statement names a parameter that the object lacks.</exception>
    public Statement(DbConnection connection, SqlDialect dialect, string sql, Type? parameters)
    {
        Command = connection.CreateCommand();
        try
        {
            Command.CommandText = sql;
            _getters = Getters(sql, parameters);
            foreach (ParameterGetter getter in _getters)
            {
                Command.Parameters.Add(dialect.Parameter(getter.Name, getter.Type));
            }
        }
        catch
        {
            Command.Dispose();
            throw;
        }
    }

    public DbCommand Command { get; }

    /// <summary>True while a reader of it is open.</summary>
    public bool IsBusy { get; set; }

    public void Bind(object? parameters)
    {
        for (int i = 0; i < _getters.Length; i++)
        {
            Command.Parameters[i].Value = _getters[i].Get(parameters!);
        }
    }

    public void Dispose() => Command.Dispose();

    private static ParameterGetter[] Getters(string sql, Type? parameters)
    {
        IReadOnlyList<string> names = ParameterNames.Of(sql);
        ParameterGetter[] all = parameters is null ? [] : ParameterGetters.Of(parameters);
        return [.. names.Select(name => Array.FindIndex(all, getter => getter.Name == name) is int at and >= 0 ? all[at]
            : throw new ArgumentException($"The statement names @{name}, its parameters do not: {sql}"))];
    }
}
