namespace Fathom.Vo.Tables.Semantics;

/// <summary>Reads one unit by the grammar of VOUnits.</summary>
internal sealed class VoUnitReading(string unit, Func<string, bool> isSymbol)
{
    private const int Deepest = 20;

    private int _at;
    private int _depth;

    /// <summary>What is wrong; null: nothing.</summary>
    public string? Problem()
    {
        if (unit.IndexOf(' ', StringComparison.Ordinal) is var space && space >= 0)
        {
            return Here("a space; products are written with a point", space);
        }

        SkipScale();
        return _at == unit.Length ? null : Expression() ?? (_at == unit.Length ? null : Here($"'{unit[_at]}' is not expected", _at));
    }

    private char Next => _at < unit.Length ? unit[_at] : '\0';

    private string? Expression()
    {
        if (++_depth > Deepest)
        {
            return "too many parentheses";
        }

        var problem = Product();
        if (problem is null && Next == '/')
        {
            _at++;
            problem = Next == '(' ? Factor() : Factor() ?? (Next == '.' ? Here("a product after '/' needs parentheses", _at) : null);
        }

        _depth--;
        return problem;
    }

    private string? Product()
    {
        var problem = Factor();
        while (problem is null && Next == '.')
        {
            _at++;
            problem = Factor();
        }

        return problem;
    }

    private string? Factor()
    {
        var problem = Next == '(' ? InParentheses() : Symbol();
        return problem ?? Power();
    }

    private string? InParentheses()
    {
        _at++;
        if (Expression() is { } problem)
        {
            return problem;
        }

        if (Next != ')')
        {
            return Here("')' is missing", _at);
        }

        _at++;
        return null;
    }

    private string? Symbol()
    {
        var start = _at;
        if (Next == '\'')
        {
            return Quoted();
        }

        while (char.IsAsciiLetter(Next) || Next is '%' or '_')
        {
            _at++;
        }

        var symbol = unit[start.._at];
        if (Next == '(' && symbol is "log" or "ln" or "exp" or "sqrt")
        {
            return InParentheses();
        }

        return symbol.Length == 0 ? Here("a unit is missing", start) : isSymbol(symbol) ? null : Here($"'{symbol}' is no unit", start);
    }

    /// <summary>Unknown units may stand in quotes.</summary>
    private string? Quoted()
    {
        var end = unit.IndexOf('\'', _at + 1);
        if (end <= _at + 1)
        {
            return Here("a unit in quotes does not end", _at);
        }

        _at = end + 1;
        return null;
    }

    private string? Power()
    {
        if (!unit.AsSpan(_at).StartsWith("**"))
        {
            return Next == '^' ? Here("powers are written with '**'", _at) : char.IsAsciiDigit(Next) ? Here("powers are written with '**'", _at) : null;
        }

        _at += 2;
        var inParentheses = Next == '(';
        _at += inParentheses ? 1 : 0;
        if (!Integer())
        {
            return Here("a power is missing", _at);
        }

        if (inParentheses && Next is '/' or '.')
        {
            _at++;
            if (!Integer())
            {
                return Here("a power is missing", _at);
            }
        }

        if (inParentheses && Next != ')')
        {
            return Here("')' is missing", _at);
        }

        _at += inParentheses ? 1 : 0;
        return null;
    }

    private bool Integer()
    {
        _at += Next is '-' or '+' ? 1 : 0;
        var start = _at;
        while (char.IsAsciiDigit(Next))
        {
            _at++;
        }

        return _at > start;
    }

    /// <summary>A power of ten, or another number, before the unit.</summary>
    private void SkipScale()
    {
        while (char.IsAsciiDigit(Next) || (_at > 0 && Next is '.' && _at + 1 < unit.Length && char.IsAsciiDigit(unit[_at + 1])))
        {
            _at++;
        }

        if (_at > 0)
        {
            Power();
            _at += Next == '.' ? 1 : 0;
        }
    }

    private static string Here(string problem, int at) => $"{problem} (character {at + 1})";
}
