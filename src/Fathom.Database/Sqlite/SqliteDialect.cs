using System.Data.Common;
using Fathom.Database.Bulk;
using Fathom.Database.Statements;
using Microsoft.Data.Sqlite;

namespace Fathom.Database.Sqlite;

/// <summary>SQLite's way of saying it.</summary>
internal sealed class SqliteDialect : SqlDialect
{
    public static SqliteDialect Instance { get; } = new();

    public override string JsonWhole(string json, string member) => $"CAST({json} ->> '$.{member}' AS INTEGER)";

    public override string JsonReal(string json, string member) => $"CAST({json} ->> '$.{member}' AS REAL)";

    public override string JsonArray(string json, string member) => $"json_each({json}, '$.{member}')";

    public override string OneOf(string column, string json) => $"{column} IN (SELECT value FROM json_each({json}))";

    internal override DbParameter Parameter(string name, BulkType type) => new SqliteParameter("@" + name, type switch
    {
        BulkType.Whole => SqliteType.Integer,
        BulkType.Real => SqliteType.Real,
        BulkType.Text => SqliteType.Text,
        _ => SqliteType.Blob,
    });
}
