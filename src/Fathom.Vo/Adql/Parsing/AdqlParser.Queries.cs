using Fathom.Vo.Adql.Syntax;

namespace Fathom.Vo.Adql.Parsing;

internal sealed partial class AdqlParser
{
    private QueryExpression MainQuery()
    {
        var named = new List<NamedQuery>();
        if (Take("WITH"))
        {
            do
            {
                Identifier name = Name("the name of a query");
                Need("AS");
                NeedSymbol("(");
                named.Add(new NamedQuery(name, Nested(() => Query([]))));
                NeedSymbol(")");
                Count(named.Count);
            }
            while (TakeSymbol(","));
        }

        return Query(named);
    }

    private QueryExpression Query(IReadOnlyList<NamedQuery> named)
    {
        SourcePosition at = Next.At;
        if (Next.Is("WITH"))
        {
            throw new AdqlException(at, "WITH can stand only at the very beginning of the whole query.");
        }

        QueryBody body = Union();
        List<OrderTerm> order = OrderBy();
        long? offset = Take("OFFSET") ? WholeNumber("a whole number of rows after OFFSET") : null;
        return new QueryExpression(at, named, body, order, offset);
    }

    private QueryBody Union() => Chain(Intersection, "UNION", "EXCEPT");

    private QueryBody Intersection() => Chain(QueryPrimary, "INTERSECT");

    private QueryBody Chain(Func<QueryBody> operand, params ReadOnlySpan<string> operators)
    {
        QueryBody left = operand();
        while (true)
        {
            SourcePosition at = Next.At;
            SetOperator? found = null;
            foreach (string word in operators)
            {
                found ??= Take(word) ? Enum.Parse<SetOperator>(word, ignoreCase: true) : null;
            }

            if (found is null)
            {
                return left;
            }

            bool isAll = Take("ALL");
            left = new SetOperation(at, found.Value, isAll, left, operand());
        }
    }

    private QueryBody QueryPrimary()
    {
        SourcePosition at = Next.At;
        if (!TakeSymbol("("))
        {
            return SelectQuery();
        }

        QueryExpression query = Nested(() => Query([]));
        NeedSymbol(")");
        return new InnerQuery(at, query);
    }

    private Select SelectQuery()
    {
        SourcePosition at = Next.At;
        Need("SELECT");
        bool isDistinct = Take("DISTINCT");
        if (!isDistinct)
        {
            Take("ALL");
        }

        long? top = Take("TOP") ? WholeNumber("a whole number of rows after TOP") : null;
        List<SelectItem> items = Items();
        Need("FROM");
        List<TableReference> from = From();
        Expression? where = Take("WHERE") ? SearchCondition() : null;
        List<Expression> groups = GroupBy();
        Expression? having = Take("HAVING") ? SearchCondition() : null;
        return new Select(at, isDistinct, top, items, from, where, groups, having);
    }

    private List<SelectItem> Items()
    {
        var items = new List<SelectItem>();
        do
        {
            items.Add(Item());
            Count(items.Count);
        }
        while (TakeSymbol(","));
        return items;
    }

    private SelectItem Item()
    {
        SourcePosition at = Next.At;
        if (TakeSymbol("*"))
        {
            return new AllColumns(at, []);
        }

        if (QualifiedAsterisk() is { } all)
        {
            return all;
        }

        Expression value = Value();
        return new ValueItem(at, value, Alias("a name after AS"));
    }

    private AllColumns? QualifiedAsterisk()
    {
        int start = _at;
        var qualifier = new List<Identifier>();
        while (IsName && Following.IsSymbol("."))
        {
            qualifier.Add(Name("a table"));
            _at++;
        }

        if (qualifier.Count > 0 && TakeSymbol("*"))
        {
            return new AllColumns(qualifier[0].At, qualifier);
        }

        _at = start;
        return null;
    }

    private List<Expression> GroupBy()
    {
        var terms = new List<Expression>();
        if (Take("GROUP"))
        {
            Need("BY");
            do
            {
                terms.Add(Value());
                Count(terms.Count);
            }
            while (TakeSymbol(","));
        }

        return terms;
    }

    private List<OrderTerm> OrderBy()
    {
        var terms = new List<OrderTerm>();
        if (Take("ORDER"))
        {
            Need("BY");
            do
            {
                Expression value = Value();
                bool isDescending = Take("DESC");
                if (!isDescending)
                {
                    Take("ASC");
                }

                terms.Add(new OrderTerm(value, isDescending));
                Count(terms.Count);
            }
            while (TakeSymbol(","));
        }

        return terms;
    }
}
