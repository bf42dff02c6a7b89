namespace Fathom.Vo.Adql.Lexing;

/// <summary>What a token is.</summary>
internal enum TokenKind
{
    /// <summary>After the last token.</summary>
    End,

    /// <summary>A name or a reserved word.</summary>
    Word,

    /// <summary>A name in double quotes; the text is without them.</summary>
    Delimited,

    /// <summary>Digits only.</summary>
    Integer,

    /// <summary>A number with a point or an exponent.</summary>
    Real,

    /// <summary>A text in single quotes; the text is without them.</summary>
    Text,

    /// <summary>An operator or a punctuation mark.</summary>
    Symbol,
}
