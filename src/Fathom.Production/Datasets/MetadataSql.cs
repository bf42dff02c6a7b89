using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Fathom.Production.Datasets;

/// <summary>How an engine compares a value of the JSON column <c>f.metadata</c>; arguments are names of parameters.</summary>
public abstract class MetadataSql
{
    /// <summary>SQLite.</summary>
    public static MetadataSql Sqlite { get; } = new OnSqlite();

    /// <summary>PostgreSQL.</summary>
    public static MetadataSql PostgreSql { get; } = new OnPostgreSql();

    /// <summary>That of a connection's engine.</summary>
    public static MetadataSql Of(DbConnection connection) => connection is SqliteConnection ? Sqlite : PostgreSql;

    /// <summary>The value of the parameter that names a member.</summary>
    public abstract string Key(string name);

    /// <summary>A condition: the member is a number and compares so.</summary>
    public abstract string Number(string key, string sign, string value);

    /// <summary>A condition: the member is a text and compares so.</summary>
    public abstract string Text(string key, string sign, string value);

    private sealed class OnSqlite : MetadataSql
    {
        public override string Key(string name) => $"$.\"{name}\"";

        public override string Number(string key, string sign, string value) =>
            $"(json_type(f.metadata, {key}) IN ('integer', 'real') AND CAST(json_extract(f.metadata, {key}) AS REAL) {sign} {value})";

        public override string Text(string key, string sign, string value) =>
            $"(json_type(f.metadata, {key}) = 'text' AND json_extract(f.metadata, {key}) {sign} {value})";
    }

    // PostgreSQL may evaluate the sides of AND in any order; CASE keeps the cast behind the check of the type.
    private sealed class OnPostgreSql : MetadataSql
    {
        public override string Key(string name) => name;

        public override string Number(string key, string sign, string value) =>
            $"CASE WHEN jsonb_typeof(f.metadata::jsonb -> {key}) = 'number' THEN (f.metadata::jsonb ->> {key})::double precision {sign} {value} ELSE FALSE END";

        public override string Text(string key, string sign, string value) =>
            $"CASE WHEN jsonb_typeof(f.metadata::jsonb -> {key}) = 'string' THEN (f.metadata::jsonb ->> {key}) {sign} {value} ELSE FALSE END";
    }
}
