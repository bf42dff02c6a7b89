using Fathom.Vo.Adql.Lexing;
using Fathom.Vo.Adql.Syntax;

namespace Fathom.Vo.Adql.Parsing;

internal sealed partial class AdqlParser
{
    private static readonly HashSet<string> CastTargets = new(StringComparer.OrdinalIgnoreCase)
    {
        "SMALLINT", "INTEGER", "BIGINT", "REAL", "DOUBLE", "CHAR", "VARCHAR", "TIMESTAMP", "POINT", "CIRCLE", "POLYGON",
    };

    private Expression Function(Token name)
    {
        if (name.Is("CAST"))
        {
            return CastOf();
        }

        if (name.Is("COUNT") || name.Is("SUM") || name.Is("AVG") || name.Is("MIN") || name.Is("MAX"))
        {
            return Aggregate(name);
        }

        if (CoreFunctions.Find(name.Text) is { } core)
        {
            return CoreFunction(name, core);
        }

        if (name.IsReserved)
        {
            throw Expected("a value", "it is no function of ADQL.");
        }

        if (!_functions.Contains(name.Text))
        {
            throw new AdqlException(name.At, $"there is no function '{name.Text}'.{NearNames.Hint(name.Text, _functions.Concat(CoreFunctions.Names))}");
        }

        _at++;
        return new FunctionCall(name.At, name.Text, null, Arguments());
    }

    private FunctionCall CoreFunction(Token name, CoreFunction core)
    {
        _at++;
        string? system = null;
        if (core.TakesCoordinateSystem && _tokens[_at + 1] is var first
            && (first.Kind == TokenKind.Text || first.Is("NULL")) && _tokens[_at + 2].IsSymbol(","))
        {
            system = first.Kind == TokenKind.Text ? first.Text : string.Empty;
            _at += 3;
            List<Expression> rest = Values("an argument");
            NeedSymbol(")");
            return Checked(new FunctionCall(name.At, core.Name, system, rest), core);
        }

        return Checked(new FunctionCall(name.At, core.Name, system, Arguments()), core);
    }

    private static FunctionCall Checked(FunctionCall call, CoreFunction core) =>
        core.Problem(call.Arguments) is { } problem ? throw new AdqlException(call.At, $"{core.Name} {problem}.") : call;

    private List<Expression> Arguments()
    {
        NeedSymbol("(");
        if (TakeSymbol(")"))
        {
            return [];
        }

        List<Expression> arguments = Values("an argument");
        return TakeSymbol(")") ? arguments : throw Expected("',' or ')'");
    }

    private AggregateCall Aggregate(Token name)
    {
        _at++;
        NeedSymbol("(");
        string function = name.Text.ToUpperInvariant();
        if (function == "COUNT" && TakeSymbol("*"))
        {
            NeedSymbol(")");
            return new AggregateCall(name.At, function, false, null);
        }

        bool isDistinct = Take("DISTINCT");
        if (!isDistinct)
        {
            Take("ALL");
        }

        Expression argument = Value();
        NeedSymbol(")");
        return new AggregateCall(name.At, function, isDistinct, argument);
    }

    private Cast CastOf()
    {
        SourcePosition at = Next.At;
        _at++;
        NeedSymbol("(");
        Expression value = Value();
        Need("AS");
        CastTarget target = Target();
        NeedSymbol(")");
        return new Cast(at, value, target);
    }

    private CastTarget Target()
    {
        Token token = Next;
        if (token.Kind != TokenKind.Word || !CastTargets.Contains(token.Text))
        {
            throw Expected(
                "a type",
                "ADQL casts to SMALLINT, INTEGER, BIGINT, REAL, DOUBLE PRECISION, CHAR, VARCHAR, TIMESTAMP, POINT, CIRCLE, POLYGON.");
        }

        _at++;
        string name = token.Text.ToUpperInvariant();
        if (name == "DOUBLE")
        {
            Need("PRECISION");
            return new CastTarget(token.At, "DOUBLE PRECISION", null);
        }

        if (name is "CHAR" or "VARCHAR" && TakeSymbol("("))
        {
            long length = WholeNumber("the length of the text");
            NeedSymbol(")");
            return length is > 0 and <= int.MaxValue
                ? new CastTarget(token.At, name, (int)length)
                : throw new AdqlException(token.At, "the length of a text is at least 1.");
        }

        return new CastTarget(token.At, name, null);
    }
}
