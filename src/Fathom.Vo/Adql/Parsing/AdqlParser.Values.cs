using System.Globalization;
using Fathom.Vo.Adql.Lexing;
using Fathom.Vo.Adql.Syntax;

namespace Fathom.Vo.Adql.Parsing;

internal sealed partial class AdqlParser
{
    private Expression Sum() => Operators(
        Product,
        ("+", ArithmeticOperator.Add),
        ("-", ArithmeticOperator.Subtract),
        ("||", ArithmeticOperator.Concatenate));

    private Expression Product() => Operators(Factor, ("*", ArithmeticOperator.Multiply), ("/", ArithmeticOperator.Divide));

    private Expression Operators(Func<Expression> operand, params ReadOnlySpan<(string Symbol, ArithmeticOperator Operator)> operators)
    {
        SourcePosition at = Next.At;
        Expression left = operand();
        while (true)
        {
            ArithmeticOperator? found = null;
            SourcePosition sign = Next.At;
            foreach ((string symbol, ArithmeticOperator arithmetic) in operators)
            {
                found ??= Next.IsSymbol(symbol) ? arithmetic : null;
            }

            if (found is null)
            {
                return left;
            }

            _at++;
            if (++_operators > _limits.Operators)
            {
                throw new AdqlException(sign, FormattableString.Invariant($"the query has more than {_limits.Operators} operators."));
            }

            SourcePosition right = Next.At;
            left = new Arithmetic(sign, found.Value, AsValue(left, at), AsValue(operand(), right));
        }
    }

    private Expression Factor()
    {
        SourcePosition at = Next.At;
        if (TakeSymbol("-"))
        {
            return new Negation(at, Nested(() => AsValue(Factor(), at)));
        }

        return TakeSymbol("+") ? Nested(() => AsValue(Factor(), at)) : Primary();
    }

    private Expression Primary()
    {
        Token token = Next;
        switch (token.Kind)
        {
            case TokenKind.Integer or TokenKind.Real:
                _at++;
                return Number(token);
            case TokenKind.Text:
                _at++;
                return new TextLiteral(token.At, token.Text);
            case TokenKind.Delimited:
                return Column();
            case TokenKind.Symbol when token.Text == "(":
                return Parenthesised();
            case TokenKind.Word:
                return Word(token);
            default:
                throw Expected("a value");
        }
    }

    private static Expression Number(Token token)
    {
        if (token.Kind == TokenKind.Integer && long.TryParse(token.Text, CultureInfo.InvariantCulture, out long whole))
        {
            return new IntegerLiteral(token.At, whole);
        }

        double value = double.Parse(token.Text, NumberStyles.Float, CultureInfo.InvariantCulture);
        return double.IsFinite(value)
            ? new RealLiteral(token.At, value)
            : throw new AdqlException(token.At, "the number is too large for 64-bit floating point.");
    }

    private Expression Parenthesised()
    {
        _at++;
        if (Next.Is("SELECT"))
        {
            throw Expected("a value", "a subquery stands only in FROM, after IN, or after EXISTS.");
        }

        Expression inner = Nested(Any);
        NeedSymbol(")");
        return inner;
    }

    private Expression Word(Token token)
    {
        if (Take("NULL"))
        {
            return new NullLiteral(token.At);
        }

        if (token.Is("CASE"))
        {
            return Nested(CaseOf);
        }

        if (Following.IsSymbol("("))
        {
            return Nested(() => Function(token));
        }

        return token.IsReserved
            ? throw Expected("a value", $"put it in double quotes to use it as a name: \"{token.Text}\".")
            : Column();
    }

    private ColumnName Column()
    {
        var parts = new List<Identifier> { Name("a column") };
        while (TakeSymbol("."))
        {
            parts.Add(Name("a name after the point"));
        }

        return parts.Count <= 4
            ? new ColumnName(parts[0].At, parts[..^1], parts[^1])
            : throw new AdqlException(parts[0].At, "the name of a column has at most four parts: catalogue, schema, table and column.");
    }

    private Case CaseOf()
    {
        SourcePosition at = Next.At;
        Need("CASE");
        Expression? subject = Next.Is("WHEN") ? null : Value();
        var branches = new List<CaseBranch>();
        while (Take("WHEN"))
        {
            Expression when = subject is null ? SearchCondition() : Value();
            Need("THEN");
            branches.Add(new CaseBranch(when, Value()));
            Count(branches.Count);
        }

        if (branches.Count == 0)
        {
            throw Expected("WHEN");
        }

        Expression? otherwise = Take("ELSE") ? Value() : null;
        Need("END");
        return new Case(at, subject, branches, otherwise);
    }

    private List<Expression> Values(string what)
    {
        var values = new List<Expression>();
        do
        {
            values.Add(Next.IsSymbol(")") ? throw Expected(what) : Value());
            Count(values.Count);
        }
        while (TakeSymbol(","));
        return values;
    }
}
