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

    /// <summary>A whole number inside a JSON text; NULL where there is none.</summary>
    /// <param name="json">SQL of the text.</param>
    /// <param name="member">Name of the member; only letters and digits.</param>
    public abstract string JsonWhole(string json, string member);

    /// <summary>A floating-point number inside a JSON text; NULL where there is none.</summary>
    /// <inheritdoc cref="JsonWhole"/>
    public abstract string JsonReal(string json, string member);

    /// <summary>A table expression with the whole numbers of an array inside a JSON text: columns <c>key</c>, from 0, and <c>value</c>.</summary>
    /// <inheritdoc cref="JsonWhole"/>
    public abstract string JsonArray(string json, string member);

    /// <summary>A condition: a text is one of those in a JSON array. Its rows are found by an index.</summary>
    /// <param name="column">The column.</param>
    /// <param name="json">SQL of the array.</param>
    public abstract string OneOf(string column, string json);

    internal abstract DbParameter Parameter(string name, BulkType type);
}
