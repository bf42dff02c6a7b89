using System.Buffers;

namespace Fathom.Vo.Tables.Output;

/// <summary>How one format writes the texts and special numbers of its cells.</summary>
internal abstract class CellText
{
    /// <summary>A cell without a value.</summary>
    public virtual ReadOnlySpan<byte> Null => default;

    /// <summary>A number that is none.</summary>
    public virtual ReadOnlySpan<byte> NotANumber => "NaN"u8;

    /// <summary>Infinity.</summary>
    public virtual ReadOnlySpan<byte> Infinite => "Infinity"u8;

    /// <summary>Minus infinity.</summary>
    public virtual ReadOnlySpan<byte> MinusInfinite => "-Infinity"u8;

    /// <summary>True.</summary>
    public virtual ReadOnlySpan<byte> True => "true"u8;

    /// <summary>False.</summary>
    public virtual ReadOnlySpan<byte> False => "false"u8;

    /// <summary>What begins, parts and ends an array.</summary>
    public virtual (byte? Begin, byte Part, byte? End) Array => (null, (byte)' ', null);

    /// <summary>Writes a text with what the format needs around it.</summary>
    public abstract void Add(OutputBuffer output, ReadOnlySpan<char> text);
}

/// <summary>Cells of XML: no markup, and only characters that XML 1.0 knows.</summary>
internal sealed class XmlCellText : CellText
{
    private static readonly SearchValues<char> s_special = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Where(c => c is not ('\t' or '\n')).Select(c => (char)c), '<', '>', '&', '"', '\'', '\uFFFE', '\uFFFF']);

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> Infinite => "+Inf"u8;

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> MinusInfinite => "-Inf"u8;

    /// <summary>Writes a text so that it can stand in an element or in an attribute between quotes.</summary>
    public static void Escape(OutputBuffer output, ReadOnlySpan<char> text)
    {
        while (text.IndexOfAny(s_special) is var at && at >= 0)
        {
            output.Add(text[..at]);
            output.Add(text[at] switch
            {
                '<' => "&lt;"u8,
                '>' => "&gt;"u8,
                '&' => "&amp;"u8,
                '"' => "&quot;"u8,
                '\'' => "&#39;"u8,
                '\r' => "&#13;"u8,
                _ => "\uFFFD"u8,
            });
            text = text[(at + 1)..];
        }

        output.Add(text);
    }

    /// <inheritdoc/>
    public override void Add(OutputBuffer output, ReadOnlySpan<char> text) => Escape(output, text);
}
