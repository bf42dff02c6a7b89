namespace Fathom.Vo.Adql.Lexing;

/// <summary>A word, number, text or symbol of a query.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="At">Where it begins.</param>
/// <param name="Text">Its text; quotes are taken off.</param>
internal readonly record struct Token(TokenKind Kind, SourcePosition At, string Text)
{
    private const int Shown = 40;

    /// <summary>True for a word that names nothing unless it is delimited.</summary>
    public bool IsReserved => Kind == TokenKind.Word && ReservedWords.Contains(Text);

    /// <summary>How a message names it.</summary>
    public string Shape => Kind switch
    {
        TokenKind.End => "the end of the query",
        TokenKind.Word => IsReserved ? $"the reserved word {Text.ToUpperInvariant()}" : $"'{Short}'",
        TokenKind.Delimited => $"\"{Short}\"",
        TokenKind.Text => $"the text '{Short}'",
        TokenKind.Integer or TokenKind.Real => $"the number {Short}",
        _ => $"'{Text}'",
    };

    private string Short => Text.Length <= Shown ? Text : Text[..Shown] + "…";

    /// <summary>True for that word, in any case.</summary>
    public bool Is(string word) => Kind == TokenKind.Word && Text.Equals(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>True for that symbol.</summary>
    public bool IsSymbol(string symbol) => Kind == TokenKind.Symbol && Text == symbol;
}
