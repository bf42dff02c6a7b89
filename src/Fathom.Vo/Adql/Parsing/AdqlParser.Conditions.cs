using Fathom.Vo.Adql.Lexing;
using Fathom.Vo.Adql.Syntax;

namespace Fathom.Vo.Adql.Parsing;

internal sealed partial class AdqlParser
{
    private static readonly Dictionary<string, ComparisonOperator> Comparisons = new(StringComparer.Ordinal)
    {
        ["="] = ComparisonOperator.Equal,
        ["<>"] = ComparisonOperator.NotEqual,
        ["!="] = ComparisonOperator.NotEqual,
        ["<"] = ComparisonOperator.Less,
        ["<="] = ComparisonOperator.LessOrEqual,
        [">"] = ComparisonOperator.Greater,
        [">="] = ComparisonOperator.GreaterOrEqual,
    };

    private Expression SearchCondition()
    {
        SourcePosition at = Next.At;
        return Condition(Any(), at);
    }

    private Expression Value()
    {
        SourcePosition at = Next.At;
        return AsValue(Any(), at);
    }

    private AdqlException NoCondition(SourcePosition at) =>
        new(at, $"expected a condition, found a value; compare it with something, before {Next.Shape}, such as … = 1.");

    private Expression Condition(Expression found, SourcePosition at) => found.IsCondition ? found : throw NoCondition(at);

    private static Expression AsValue(Expression found, SourcePosition at) =>
        found.IsCondition ? throw new AdqlException(at, "expected a value, found a condition.") : found;

    // Values and conditions share one grammar here; who asks decides which of them may come back.
    private Expression Any()
    {
        SourcePosition at = Next.At;
        Expression first = AllOf();
        return Next.Is("OR") ? new Disjunction(Next.At, Terms("OR", Condition(first, at), AllOf)) : first;
    }

    private Expression AllOf()
    {
        SourcePosition at = Next.At;
        Expression first = Negatable();
        return Next.Is("AND") ? new Conjunction(Next.At, Terms("AND", Condition(first, at), Negatable)) : first;
    }

    private List<Expression> Terms(string word, Expression first, Func<Expression> read)
    {
        var terms = new List<Expression> { first };
        while (Take(word))
        {
            SourcePosition at = Next.At;
            terms.Add(Condition(read(), at));
            Count(terms.Count);
        }

        return terms;
    }

    private Expression Negatable()
    {
        SourcePosition at = Next.At;
        return Take("NOT") ? new Not(at, Nested(() => Condition(Negatable(), at))) : Predicate();
    }

    private Expression Predicate()
    {
        SourcePosition at = Next.At;
        if (Next.Is("EXISTS"))
        {
            _at++;
            return new Exists(at, SubqueryInParentheses());
        }

        Expression left = Sum();
        if (Next.Kind == TokenKind.Symbol && Comparisons.TryGetValue(Next.Text, out ComparisonOperator comparison))
        {
            SourcePosition sign = Next.At;
            AsValue(left, at);
            _at++;
            SourcePosition right = Next.At;
            return new Comparison(sign, comparison, left, AsValue(Sum(), right));
        }

        return BeginsPredicate() ? WordPredicate(AsValue(left, at)) : left;
    }

    private bool BeginsPredicate() =>
        Next.Is("IS") || Next.Is("NOT") || Next.Is("BETWEEN") || Next.Is("IN") || Next.Is("LIKE") || Next.Is("ILIKE");

    private Syntax.Condition WordPredicate(Expression value)
    {
        SourcePosition at = Next.At;
        if (Take("IS"))
        {
            bool isNot = Take("NOT");
            Need("NULL");
            return new IsNull(at, value, isNot);
        }

        bool isNegated = Take("NOT");
        return Take("BETWEEN") ? BetweenEnds(at, value, isNegated)
            : Take("IN") ? In(at, value, isNegated)
            : Take("LIKE") ? new Like(at, value, SumValue(), false, isNegated)
            : Take("ILIKE") ? new Like(at, value, SumValue(), true, isNegated)
            : throw Expected("BETWEEN, IN, LIKE or ILIKE after NOT");
    }

    private Between BetweenEnds(SourcePosition at, Expression value, bool isNegated)
    {
        Expression low = SumValue();
        Need("AND");
        return new Between(at, value, low, SumValue(), isNegated);
    }

    private Syntax.Condition In(SourcePosition at, Expression value, bool isNegated)
    {
        if (Next.IsSymbol("(") && (Following.Is("SELECT") || Following.Is("WITH") || ParenthesisedQueryFollows()))
        {
            return new InQuery(at, value, SubqueryInParentheses(), isNegated);
        }

        NeedSymbol("(");
        List<Expression> items = Nested(() => Values("a value of the list"));
        NeedSymbol(")");
        return new InList(at, value, items, isNegated);
    }

    private bool ParenthesisedQueryFollows()
    {
        int at = _at;
        while (_tokens[at].IsSymbol("("))
        {
            at++;
        }

        return _tokens[at].Is("SELECT");
    }

    private QueryExpression SubqueryInParentheses()
    {
        NeedSymbol("(");
        QueryExpression query = Nested(() => Query([]));
        NeedSymbol(")");
        return query;
    }

    private Expression SumValue()
    {
        SourcePosition at = Next.At;
        return AsValue(Sum(), at);
    }
}
