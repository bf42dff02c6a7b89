using System.Buffers;

namespace Fathom.Production.Datasets;

/// <summary>What a piece of a query's text is.</summary>
internal enum DatasetTokenKind
{
    Word,
    Quoted,
    Operator,
    Comma,
    End,
}

/// <summary>A piece of a query's text, with its place.</summary>
internal readonly record struct DatasetToken(DatasetTokenKind Kind, string Text, int Line, int Column)
{
    public string Shown => Kind switch
    {
        DatasetTokenKind.End => "the end of the text",
        DatasetTokenKind.Quoted => $"the text '{Short}'",
        _ => $"'{Short}'",
    };

    private string Short => Text.Length > 40 ? Text[..40] + "…" : Text;
}

/// <summary>Cuts the text of a query into words, quoted texts, operators and commas; # starts a comment.</summary>
internal sealed class DatasetScanner
{
    private static readonly SearchValues<char> WordCharacters = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-+/@");

    private readonly string _text;
    private int _at;
    private int _line = 1;
    private int _lineStart;

    public DatasetScanner(string text) => _text = text;

    public DatasetToken Next()
    {
        SkipBlanks();
        int column = _at - _lineStart + 1;
        if (_at == _text.Length)
        {
            return new DatasetToken(DatasetTokenKind.End, "", _line, column);
        }

        char first = _text[_at];
        return first switch
        {
            ',' => Token(DatasetTokenKind.Comma, 1, column),
            '\'' => Quoted(column),
            '=' => Token(DatasetTokenKind.Operator, 1, column),
            '<' or '>' => Token(DatasetTokenKind.Operator, FollowedByEquals ? 2 : 1, column),
            '!' when FollowedByEquals => Token(DatasetTokenKind.Operator, 2, column),
            _ when WordCharacters.Contains(first) => Word(column),
            _ => throw new DatasetQueryException(_line, column, "a word, an operator, a comma or a text in ' '", Shown(first)),
        };
    }

    private bool FollowedByEquals => _at + 1 < _text.Length && _text[_at + 1] == '=';

    private void SkipBlanks()
    {
        bool comment = false;
        for (; _at < _text.Length && (comment || char.IsWhiteSpace(_text[_at]) || _text[_at] == '#'); _at++)
        {
            comment |= _text[_at] == '#';
            if (_text[_at] == '\n')
            {
                (comment, _line, _lineStart) = (false, _line + 1, _at + 1);
            }
        }
    }

    private DatasetToken Word(int column)
    {
        int length = _text.AsSpan(_at).IndexOfAnyExcept(WordCharacters);
        return Token(DatasetTokenKind.Word, length < 0 ? _text.Length - _at : length, column);
    }

    private DatasetToken Token(DatasetTokenKind kind, int length, int column)
    {
        var token = new DatasetToken(kind, _text.Substring(_at, length), _line, column);
        _at += length;
        return token;
    }

    // A quote inside is written twice, as in SQL.
    private DatasetToken Quoted(int column)
    {
        var text = new System.Text.StringBuilder();
        for (int i = _at + 1; i < _text.Length && _text[i] is not ('\n' or '\r'); i++)
        {
            if (_text[i] != '\'')
            {
                text.Append(_text[i]);
            }
            else if (i + 1 < _text.Length && _text[i + 1] == '\'')
            {
                text.Append('\'');
                i++;
            }
            else
            {
                _at = i + 1;
                return new DatasetToken(DatasetTokenKind.Quoted, text.ToString(), _line, column);
            }
        }

        throw new DatasetQueryException(_line, column, "a closing ' on the same line", "none");
    }

    private static string Shown(char found) => char.IsControl(found) || char.IsSurrogate(found) ? $"character U+{(int)found:X4}" : $"'{found}'";
}
