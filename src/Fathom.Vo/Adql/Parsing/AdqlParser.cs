using Fathom.Vo.Adql.Lexing;
using Fathom.Vo.Adql.Syntax;

namespace Fathom.Vo.Adql.Parsing;

/// <summary>Reads a query by the grammar of ADQL 2.1 (IVOA Recommendation 2023-12-15, appendix A), with CASE besides.</summary>
internal sealed partial class AdqlParser
{
    private readonly List<Token> _tokens;
    private readonly AdqlLimits _limits;
    private readonly IReadOnlySet<string> _functions;
    private int _at;
    private int _depth;
    private int _operators;
    private int _tables;

    private AdqlParser(List<Token> tokens, IReadOnlySet<string> functions, AdqlLimits limits)
    {
        _tokens = tokens;
        _functions = functions;
        _limits = limits;
    }

    private Token Next => _tokens[_at];

    private Token Following => _tokens[Math.Min(_at + 1, _tokens.Count - 1)];

    /// <summary>Reads a query.</summary>
    /// <param name="text">The query.</param>
    /// <param name="functions">Names of the user-defined functions, compared without regard to case.</param>
    /// <param name="limits">How large it may be.</param>
    /// <exception cref="AdqlException">It is not ADQL.</exception>
    public static QueryExpression Parse(string text, IReadOnlySet<string> functions, AdqlLimits? limits = null)
    {
        limits ??= AdqlLimits.Default;
        var parser = new AdqlParser(Lexer.Read(text, limits), functions, limits);
        QueryExpression query = parser.MainQuery();
        parser.TakeSymbol(";");
        return parser.Next.Kind == TokenKind.End ? query : throw parser.Expected("the end of the query");
    }

    private AdqlException Expected(string what, string? hint = null) =>
        new(Next.At, $"expected {what}, found {Next.Shape}{(hint is null ? "." : "; " + hint)}");

    private bool Take(string word)
    {
        if (!Next.Is(word))
        {
            return false;
        }

        _at++;
        return true;
    }

    private bool TakeSymbol(string symbol)
    {
        if (!Next.IsSymbol(symbol))
        {
            return false;
        }

        _at++;
        return true;
    }

    private void Need(string word)
    {
        if (!Take(word))
        {
            throw Expected(word);
        }
    }

    private void NeedSymbol(string symbol)
    {
        if (!TakeSymbol(symbol))
        {
            throw Expected($"'{symbol}'");
        }
    }

    private bool IsName => Next.Kind == TokenKind.Delimited || (Next.Kind == TokenKind.Word && !Next.IsReserved);

    private Identifier Name(string what)
    {
        if (!IsName)
        {
            throw Expected(what, Next.IsReserved ? $"put it in double quotes to use it as a name: \"{Next.Text}\"." : null);
        }

        Token token = _tokens[_at++];
        return new Identifier(token.At, token.Text, token.Kind == TokenKind.Delimited);
    }

    private List<Identifier> Names(string what)
    {
        var names = new List<Identifier> { Name(what) };
        while (TakeSymbol(","))
        {
            names.Add(Name(what));
            Count(names.Count);
        }

        return names;
    }

    private Identifier? Alias(string what)
    {
        if (Take("AS"))
        {
            return Name(what);
        }

        return IsName ? Name(what) : null;
    }

    private long WholeNumber(string what)
    {
        if (Next.Kind != TokenKind.Integer)
        {
            throw Expected(what);
        }

        // What has too many digits is more than all rows there are.
        return long.TryParse(_tokens[_at++].Text, System.Globalization.CultureInfo.InvariantCulture, out long value) ? value : long.MaxValue;
    }

    private T Nested<T>(Func<T> read)
    {
        if (++_depth > _limits.Depth)
        {
            throw new AdqlException(Next.At, FormattableString.Invariant($"the query is nested deeper than {_limits.Depth} levels."));
        }

        T result = read();
        _depth--;
        return result;
    }

    private void Count(int items)
    {
        if (items > _limits.Items)
        {
            throw new AdqlException(Next.At, FormattableString.Invariant(
                $"the list has more than {_limits.Items} items; upload a table and join it instead."));
        }
    }
}
