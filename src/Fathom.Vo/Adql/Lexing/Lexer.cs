using System.Globalization;
using System.Text;

namespace Fathom.Vo.Adql.Lexing;

/// <summary>Cuts the text of a query into tokens.</summary>
internal sealed class Lexer
{
    private static readonly string[] Symbols =
        ["<>", "!=", "<=", ">=", "||", "(", ")", ",", ".", "*", "/", "+", "-", "=", "<", ">", ";"];

    private readonly string _text;
    private int _offset;
    private int _line = 1;
    private int _lineStart;

    private Lexer(string text) => _text = text;

    private SourcePosition At => new(_offset, _line, _offset - _lineStart + 1);

    private char Next => _offset < _text.Length ? _text[_offset] : '\0';

    /// <summary>The tokens, with one of kind <see cref="TokenKind.End"/> last.</summary>
    /// <exception cref="AdqlException">The text is too long or holds what is no token.</exception>
    public static List<Token> Read(string text, AdqlLimits limits)
    {
        if (text.Length > limits.Characters)
        {
            throw new AdqlException(SourcePosition.Start, FormattableString.Invariant(
                $"the query has {text.Length} characters; at most {limits.Characters} are allowed. Upload a table for long lists."));
        }

        var lexer = new Lexer(text);
        var tokens = new List<Token>();
        do
        {
            tokens.Add(lexer.Token());
        }
        while (tokens[^1].Kind != TokenKind.End);

        return tokens;
    }

    private Token Token()
    {
        SkipBlanks();
        SourcePosition at = At;
        if (_offset == _text.Length)
        {
            return new Token(TokenKind.End, at, string.Empty);
        }

        char next = Next;
        if (char.IsAsciiLetter(next))
        {
            return new Token(TokenKind.Word, at, Take(char.IsAsciiLetterOrDigit, '_'));
        }

        if (char.IsAsciiDigit(next) || (next == '.' && _offset + 1 < _text.Length && char.IsAsciiDigit(_text[_offset + 1])))
        {
            return Number(at);
        }

        return next switch
        {
            '\'' => new Token(TokenKind.Text, at, Quoted('\'', at, "text")),
            '"' => Name(at),
            _ => Symbol(at),
        };
    }

    private void SkipBlanks()
    {
        while (_offset < _text.Length)
        {
            if (_text[_offset] == '\n')
            {
                _offset++;
                NewLine();
            }
            else if (_text[_offset] is ' ' or '\t' or '\r' or '\f' or '\v')
            {
                _offset++;
            }
            else if (_text.AsSpan(_offset).StartsWith("--", StringComparison.Ordinal))
            {
                int end = _text.IndexOf('\n', _offset);
                _offset = end < 0 ? _text.Length : end;
            }
            else
            {
                return;
            }
        }
    }

    private void NewLine()
    {
        _line++;
        _lineStart = _offset;
    }

    private string Take(Func<char, bool> accept, char also)
    {
        int start = _offset;
        while (_offset < _text.Length && (accept(_text[_offset]) || _text[_offset] == also))
        {
            _offset++;
        }

        return _text[start.._offset];
    }

    private Token Number(SourcePosition at)
    {
        int start = _offset;
        SkipDigits();
        bool isReal = false;
        if (Next == '.')
        {
            isReal = true;
            _offset++;
            SkipDigits();
        }

        if (Next is 'e' or 'E' && ExponentDigits() is var digits and > 0)
        {
            isReal = true;
            _offset += digits;
            SkipDigits();
        }

        return _text[start.._offset] == "0" && Next is 'x' or 'X'
            ? throw new AdqlException(at, "a number in hexadecimal digits is not part of ADQL 2.1; write it in decimal digits.")
            : new Token(isReal ? TokenKind.Real : TokenKind.Integer, at, _text[start.._offset]);
    }

    // Characters from the E to the exponent's first digit; 0 where what follows is no exponent.
    private int ExponentDigits()
    {
        int sign = _offset + 1 < _text.Length && _text[_offset + 1] is '+' or '-' ? 1 : 0;
        return _offset + 1 + sign < _text.Length && char.IsAsciiDigit(_text[_offset + 1 + sign]) ? 1 + sign : 0;
    }

    private void SkipDigits()
    {
        while (char.IsAsciiDigit(Next))
        {
            _offset++;
        }
    }

    private Token Name(SourcePosition at)
    {
        string name = Quoted('"', at, "name");
        return name.Length > 0
            ? new Token(TokenKind.Delimited, at, name)
            : throw new AdqlException(at, "expected a name between the double quotes, found none.");
    }

    private string Quoted(char quote, SourcePosition at, string what)
    {
        var content = new StringBuilder();
        for (_offset++; _offset < _text.Length; _offset++)
        {
            char next = _text[_offset];
            if (next == quote)
            {
                if (_offset + 1 == _text.Length || _text[_offset + 1] != quote)
                {
                    _offset++;
                    return content.ToString();
                }

                _offset++;
            }
            else if (next == '\n')
            {
                _line++;
                _lineStart = _offset + 1;
            }

            content.Append(next == '\0' ? throw new AdqlException(At, "the character U+0000 is not allowed.") : next);
        }

        throw new AdqlException(at, $"the {what} that begins here has no closing {quote}.");
    }

    private Token Symbol(SourcePosition at)
    {
        foreach (string symbol in Symbols)
        {
            if (_text.AsSpan(_offset).StartsWith(symbol, StringComparison.Ordinal))
            {
                _offset += symbol.Length;
                return new Token(TokenKind.Symbol, at, symbol);
            }
        }

        throw new AdqlException(at, $"expected a word, a number, a text or an operator, found {Strange(_text, _offset)}");
    }

    private static string Strange(string text, int offset)
    {
        char found = text[offset];
        return found switch
        {
            '\u2018' or '\u2019' or '\u201A' or '\u201B' or '\u00B4' or '`' or '\u2032' =>
                $"the typographic quote {found} ({Code(text, offset)}); write the straight quote ' around a text.",
            '\u201C' or '\u201D' or '\u201E' or '\u201F' or '\u00AB' or '\u00BB' or '\u2033' =>
                $"the typographic quote {found} ({Code(text, offset)}); write ' around a text, or \" around a name.",
            '\u00A0' or '\u2007' or '\u202F' or '\u200B' or '\uFEFF' =>
                $"an invisible character ({Code(text, offset)}); write an ordinary space.",
            '\u2012' or '\u2013' or '\u2014' or '\u2212' => $"the typographic dash {found} ({Code(text, offset)}); write the sign -.",
            '_' => "'_'; a name begins with a letter, or stands in double quotes.",
            '%' => "'%'; write MOD(a, b) for the remainder.",
            '&' or '|' or '^' or '~' => $"'{found}'; operators on bits are not part of ADQL 2.1.",
            '[' or ']' => $"'{found}'; elements of arrays cannot be named in ADQL 2.1.",
            _ when char.IsControl(found) || char.IsSurrogate(found) => $"the character {Code(text, offset)}.",
            _ => $"'{found}'.",
        };
    }

    private static string Code(string text, int offset) =>
        "U+" + (Rune.TryGetRuneAt(text, offset, out Rune rune) ? rune.Value : text[offset]).ToString("X4", CultureInfo.InvariantCulture);
}
