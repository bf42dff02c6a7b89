using Fathom.Vo.Adql.Lexing;
using Fathom.Vo.Adql.Syntax;

namespace Fathom.Vo.Adql.Parsing;

internal sealed partial class AdqlParser
{
    private List<TableReference> From()
    {
        var tables = new List<TableReference>();
        do
        {
            tables.Add(Table());
        }
        while (TakeSymbol(","));
        return tables;
    }

    private TableReference Table()
    {
        TableReference left = TablePrimary();
        while (true)
        {
            SourcePosition at = Next.At;
            if (!JoinBegins(out JoinType type, out bool isNatural))
            {
                return left;
            }

            TableReference right = TablePrimary();
            left = Joined(at, type, isNatural, left, right);
        }
    }

    private bool JoinBegins(out JoinType type, out bool isNatural)
    {
        isNatural = Take("NATURAL");
        type = Take("LEFT") ? JoinType.Left : Take("RIGHT") ? JoinType.Right : Take("FULL") ? JoinType.Full : JoinType.Inner;
        bool isBegun = isNatural;
        if (type != JoinType.Inner)
        {
            Take("OUTER");
            isBegun = true;
        }
        else
        {
            isBegun |= Take("INNER");
        }

        if (isBegun)
        {
            Need("JOIN");
            return true;
        }

        return Next.Is("CROSS")
            ? throw Expected("JOIN or a comma", "write a comma for the product of two tables.")
            : Take("JOIN");
    }

    private JoinedTable Joined(SourcePosition at, JoinType type, bool isNatural, TableReference left, TableReference right)
    {
        if (isNatural)
        {
            return Next.Is("ON") || Next.Is("USING")
                ? throw Expected("no condition after a NATURAL JOIN")
                : new JoinedTable(at, type, true, left, right, null, []);
        }

        if (Take("ON"))
        {
            return new JoinedTable(at, type, false, left, right, SearchCondition(), []);
        }

        if (!Take("USING"))
        {
            throw Expected("ON or USING after a JOIN");
        }

        NeedSymbol("(");
        List<Identifier> columns = Names("the name of a column of both tables");
        NeedSymbol(")");
        return new JoinedTable(at, type, false, left, right, null, columns);
    }

    private TableReference TablePrimary()
    {
        SourcePosition at = Next.At;
        if (!TakeSymbol("("))
        {
            return NamedTable(at);
        }

        if (BeginsQuery())
        {
            QueryExpression query = Nested(() => Query([]));
            NeedSymbol(")");
            return new DerivedTable(at, query, Alias("a name for the subquery")
                ?? throw Expected("a name for the subquery, such as AS t"));
        }

        TableReference table = Nested(Table);
        NeedSymbol(")");
        return table;
    }

    // Within parentheses of FROM: a SELECT, or further parentheses before one, is a query; all else a join.
    private bool BeginsQuery()
    {
        int at = _at;
        while (_tokens[at].IsSymbol("("))
        {
            at++;
        }

        return (_tokens[at].Is("SELECT") || _tokens[at].Is("WITH")) && (at == _at || InnerEndsAsQuery(at));
    }

    // ((SELECT …) AS a JOIN …) is a join; ((SELECT …) UNION …) and ((SELECT …)) are queries.
    private bool InnerEndsAsQuery(int select)
    {
        int depth = 1;
        int at = select;
        for (; depth > 0 && _tokens[at].Kind != TokenKind.End; at++)
        {
            depth += _tokens[at].IsSymbol("(") ? 1 : _tokens[at].IsSymbol(")") ? -1 : 0;
        }

        Token after = _tokens[Math.Min(at, _tokens.Count - 1)];
        return after.IsSymbol(")") || after.Is("UNION") || after.Is("EXCEPT") || after.Is("INTERSECT") || after.Is("ORDER") || after.Is("OFFSET");
    }

    private NamedTable NamedTable(SourcePosition at)
    {
        if (++_tables > _limits.Tables)
        {
            throw new AdqlException(at, FormattableString.Invariant($"the query names more than {_limits.Tables} tables."));
        }

        var name = new List<Identifier> { Name("the name of a table") };
        while (TakeSymbol("."))
        {
            name.Add(Name("the name of a table after the point"));
        }

        return name.Count <= 3
            ? new NamedTable(at, name, Alias("a name for the table"))
            : throw new AdqlException(at, "the name of a table has at most three parts: catalogue, schema and table.");
    }
}
