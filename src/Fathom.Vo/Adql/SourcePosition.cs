namespace Fathom.Vo.Adql;

/// <summary>A place in the text of a query.</summary>
/// <param name="Offset">Characters (UTF-16 units) before it.</param>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Column in the line, from 1.</param>
public readonly record struct SourcePosition(int Offset, int Line, int Column)
{
    /// <summary>The first character.</summary>
    public static SourcePosition Start => new(0, 1, 1);

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"line {Line}, column {Column}");
}
