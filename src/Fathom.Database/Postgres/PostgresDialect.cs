using System.Data.Common;
using Fathom.Database.Bulk;
using Fathom.Database.Statements;
using Npgsql;
using NpgsqlTypes;

namespace Fathom.Database.Postgres;

/// <summary>PostgreSQL's way of saying it.</summary>
internal sealed class PostgresDialect : SqlDialect
{
    public static PostgresDialect Instance { get; } = new();

    public override string JsonWhole(string json, string member) => $"CAST(CAST({json} AS JSONB) ->> '{member}' AS BIGINT)";

    public override string JsonReal(string json, string member) => $"CAST(CAST({json} AS JSONB) ->> '{member}' AS DOUBLE PRECISION)";

    public override string JsonArray(string json, string member) =>
        $"""
        LATERAL (SELECT n - 1 AS key, CAST(v AS BIGINT) AS value
        FROM jsonb_array_elements_text(CAST({json} AS JSONB) -> '{member}') WITH ORDINALITY AS e(v, n))
        """;

    public override string OneOf(string column, string json) => $"{column} = ANY(ARRAY(SELECT jsonb_array_elements_text(CAST({json} AS JSONB))))";

    internal override DbParameter Parameter(string name, BulkType type) => new NpgsqlParameter(name, TypeOf(type));

    internal static NpgsqlDbType TypeOf(BulkType type) => type switch
    {
        BulkType.Whole => NpgsqlDbType.Bigint,
        BulkType.Real => NpgsqlDbType.Double,
        BulkType.Text => NpgsqlDbType.Text,
        _ => NpgsqlDbType.Bytea,
    };
}
