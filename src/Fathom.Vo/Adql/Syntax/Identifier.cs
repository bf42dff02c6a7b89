namespace Fathom.Vo.Adql.Syntax;

/// <summary>A name in a query.</summary>
/// <param name="At">Where.</param>
/// <param name="Text">The name without quotes.</param>
/// <param name="IsDelimited">True where it stood in double quotes and its case matters.</param>
internal sealed record Identifier(SourcePosition At, string Text, bool IsDelimited)
{
    /// <summary>True where this names that.</summary>
    public bool Names(string name) =>
        string.Equals(Text, name, IsDelimited ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override string ToString() => IsDelimited ? $"\"{Text}\"" : Text;
}
