using System.Globalization;
using Fathom.Vo.Adql.Binding;
using Fathom.Vo.Adql.Functions;
using Fathom.Vo.Adql.Syntax;

namespace Fathom.Vo.Queries.Sql;

/// <summary>Writes a bound query as SQL. Names come from the catalogue, constants become parameters, the rest is fixed words: nothing of
/// the query's text gets into the statement.</summary>
internal sealed partial class SqlWriter
{
    private readonly QueryDialect _dialect;
    private readonly SqlText _sql;
    private readonly Dictionary<int, QueryTable> _tables;

    private SqlWriter(QueryDialect dialect, SqlText sql, Dictionary<int, QueryTable> tables) =>
        (_dialect, _sql, _tables) = (dialect, sql, tables);

    /// <summary>The statement of a query.</summary>
    /// <param name="query">The query.</param>
    /// <param name="dialect">The database's words.</param>
    /// <param name="most">Most rows of the result; one more is asked for, to know whether there are more.</param>
    public static SqlStatement Write(BoundQuery query, QueryDialect dialect, long most)
    {
        var writer = new SqlWriter(dialect, new SqlText(), []);
        if (query.With.Count > 0)
        {
            writer._sql.Add("WITH ");
            for (int i = 0; i < query.With.Count; i++)
            {
                BoundNamedQuery named = query.With[i];
                writer._sql.Add(i == 0 ? string.Empty : ", ").Add(Invariant($"q{named.Number} AS ("));
                writer.Query(named.Query, null);
                writer._sql.Add(")");
            }

            writer._sql.Add(" ");
        }

        writer.Query(query, most == long.MaxValue ? null : most + 1);
        return new SqlStatement(
            writer._sql.ToString(), writer._sql.Parameters, [.. writer._tables.Values.Select(table => table.Stored!).Distinct()])
        {
            FindsCircles = writer._sql.FindsCircles,
        };
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    private void Query(BoundQuery query, long? most)
    {
        Body(query.Body);
        for (int i = 0; i < query.Order.Count; i++)
        {
            BoundOrder term = query.Order[i];
            string by = term.Value is null
                ? (term.Output + 1).ToString(CultureInfo.InvariantCulture)
                : Value(term.Value);
            _sql.Add(i == 0 ? " ORDER BY " : ", ").Add(by).Add(term.IsDescending ? " DESC NULLS FIRST" : " ASC NULLS LAST");
        }

        long? top = (query.Body as BoundSelect)?.Top;
        Limit(top is null ? most : most is null ? top : Math.Min(top.Value, most.Value), query.Offset);
    }

    private void Limit(long? limit, long offset)
    {
        if (limit is not null || offset > 0)
        {
            _sql.Add(" LIMIT ").Add(Number(limit ?? long.MaxValue));
            _sql.Add(" OFFSET ").Add(Number(offset));
        }
    }

    private string Number(long value) =>
        _dialect.Constant(_sql.Parameter(Invariant($"limit{value}"), value), AdqlType.Integer);

    private void Body(BoundBody body)
    {
        switch (body)
        {
            case BoundSelect select:
                Select(select);
                break;
            case BoundInner inner:
                _sql.Add("SELECT * FROM (");
                Query(inner.Query, null);
                _sql.Add(") AS u");
                break;
            default:
                Combined((BoundSetOperation)body);
                break;
        }
    }

    private void Combined(BoundSetOperation operation)
    {
        bool isNumbered = operation.IsAll && operation.Operator != SetOperator.Union && !_dialect.HasSetsOfAll;
        string columns = string.Join(", ", Enumerable.Range(0, operation.Columns.Count).Select(i => Invariant($"c{i}")));
        if (isNumbered)
        {
            _sql.Add($"SELECT {columns} FROM (");
        }

        Operand(operation.Left, columns, isNumbered);
        _sql.Add(" ").Add(operation.Operator.ToString().ToUpperInvariant()).Add(operation.IsAll && !isNumbered ? " ALL " : " ");
        Operand(operation.Right, columns, isNumbered);
        if (isNumbered)
        {
            _sql.Add(") AS w");
        }
    }

    // Numbered, equal rows differ by how often they came before: then a set operation keeps as many as one of all rows would.
    private void Operand(BoundBody body, string columns, bool isNumbered)
    {
        _sql.Add(isNumbered ? $"SELECT {columns}, row_number() OVER (PARTITION BY {columns}) AS n FROM (" : "SELECT * FROM (");
        Body(body);
        if (body is BoundSelect { Top: { } top })
        {
            Limit(top, 0);
        }

        _sql.Add(") AS v");
    }

    private void Select(BoundSelect select)
    {
        Tables(select.From);
        _sql.Add(select.IsDistinct ? "SELECT DISTINCT " : "SELECT ");
        for (int i = 0; i < select.Outputs.Count; i++)
        {
            _sql.Add(i == 0 ? string.Empty : ", ").Add(Value(select.Outputs[i])).Add(Invariant($" AS c{i}"));
        }

        _sql.Add(" FROM ");
        From(select.From);
        if (select.Where is not null)
        {
            _sql.Add(" WHERE ").Add(Filter(select.Where, Required(select.From).ToHashSet()));
        }

        for (int i = 0; i < select.GroupBy.Count; i++)
        {
            _sql.Add(i == 0 ? " GROUP BY " : ", ").Add(Value(select.GroupBy[i]));
        }

        if (select.Having is not null)
        {
            _sql.Add(" HAVING ").Add(Condition(select.Having));
        }
    }
}
