using System.Data.Common;
using Fathom.Database.Bulk;
using Fathom.Database.Postgres;
using Fathom.Database.Sqlite;

namespace Fathom.Database.Statements;

/// <summary>What differs between the engines within a statement. Everything else in the rooms' SQL is the portable subset.</summary>
/// <remarks>Portable: <c>@name</c> parameters, <c>INSERT … ON CONFLICT</c>, <c>RETURNING id</c>, truth as 0 and 1,
/// <c>coalesce</c>, <c>string_agg(CAST(x AS TEXT), ', ')</c>, <c>glob(pattern, text)</c>.</remarks>
public abstract class SqlDialect
{
    /// <summary>The dialect of a connection.</summary>
    public static SqlDialect Of(DbConnection connection) =>
        connection is Microsoft.Data.Sqlite.SqliteConnection ? SqliteDialect.Instance : PostgresDialect.Instance;

    /// <summary>A table expression with columns <c>key</c> (text, from "0") and <c>value</c> (double) of an array inside a JSON text.</summary>
    /// <param name="json">SQL of the text.</param>
    /// <param name="member">Name of the member that holds the array; only letters and digits.</param>
    public abstract string JsonArray(string json, string member);

    internal abstract DbParameter Parameter(string name, BulkType type);
}
