using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Fathom.Production.Datasets;

/// <summary>How an engine asks what the two ask differently: values of the JSON column <c>f.metadata</c>, and good runs. Keys and values are
/// names of parameters.</summary>
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

    /// <summary>A condition: the file's run is in a good run list.</summary>
    /// <param name="list">SQL of the list's id.</param>
    public abstract string GoodRun(string list);

    private sealed class OnSqlite : MetadataSql
    {
        public override string Key(string name) => $"$.\"{name}\"";

        public override string Number(string key, string sign, string value) =>
            $"(json_type(f.metadata, {key}) IN ('integer', 'real') AND CAST(json_extract(f.metadata, {key}) AS REAL) {sign} {value})";

        public override string Text(string key, string sign, string value) =>
            $"(json_type(f.metadata, {key}) = 'text' AND json_extract(f.metadata, {key}) {sign} {value})";

        public override string GoodRun(string list) => $"EXISTS (SELECT 1 FROM good_run g WHERE g.run = f.run AND g.list_id = {list})";
    }

    // PostgreSQL may evaluate the sides of AND in any order; CASE keeps the cast behind the check of the type.
    private sealed class OnPostgreSql : MetadataSql
    {
        public override string Key(string name) => name;

        public override string Number(string key, string sign, string value) =>
            $"CASE WHEN jsonb_typeof(f.metadata::jsonb -> {key}) = 'number' THEN (f.metadata::jsonb ->> {key})::double precision {sign} {value} ELSE FALSE END";

        public override string Text(string key, string sign, string value) =>
            $"CASE WHEN jsonb_typeof(f.metadata::jsonb -> {key}) = 'string' THEN (f.metadata::jsonb ->> {key}) {sign} {value} ELSE FALSE END";

        // So written it is hashed once a statement, and not looked up for each file.
        public override string GoodRun(string list) => $"(f.run IN (SELECT g.run FROM good_run g WHERE g.list_id = {list})) IS TRUE";
    }
}
