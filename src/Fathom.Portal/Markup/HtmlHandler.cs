using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Fathom.Portal.Markup;

/// <summary>Builds <see cref="Html"/> from an interpolated string: literals pass, holes are escaped for text and quoted attributes.</summary>
[InterpolatedStringHandler]
public readonly ref struct HtmlHandler(int literalLength, int formattedCount)
{
    // Escapes what HTML gives a meaning to, and leaves letters of every script as they are.
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private readonly StringBuilder _markup = new(literalLength + (formattedCount * 16));

    /// <summary>Takes a literal part as it stands.</summary>
    public void AppendLiteral(string literal) => _markup.Append(literal);

    /// <summary>Takes a piece that is safe already.</summary>
    public void AppendFormatted(Html piece) => _markup.Append(piece.ToString());

    /// <summary>Takes pieces that are safe already.</summary>
    public void AppendFormatted(IEnumerable<Html> pieces)
    {
        foreach (var piece in pieces)
        {
            _markup.Append(piece.ToString());
        }
    }

    /// <summary>Escapes text; null is nothing.</summary>
    public void AppendFormatted(string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            _markup.Append(Encoder.Encode(text));
        }
    }

    /// <summary>Formats a value in the invariant culture and escapes it.</summary>
    public void AppendFormatted<T>(T value, string? format = null)
        where T : IFormattable
        => AppendFormatted(value?.ToString(format, CultureInfo.InvariantCulture));

    /// <summary>Formats a value that may be absent.</summary>
    public void AppendFormatted<T>(T? value, string? format = null)
        where T : struct, IFormattable
        => AppendFormatted(value?.ToString(format, CultureInfo.InvariantCulture));

    internal string Finish() => _markup.ToString();
}
