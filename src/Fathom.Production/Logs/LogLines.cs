using System.Text;

namespace Fathom.Production.Logs;

/// <summary>What payloads wrote, as text that harms nobody who looks at it.</summary>
public static class LogLines
{
    private const int Chunk = 1 << 16;

    /// <summary>Bytes as text that needs no more bytes than they: broken UTF-8 and control characters become '?'.</summary>
    /// <param name="bytes">They.</param>
    /// <param name="cut">True where they begin within a line, which is left out.</param>
    public static string Readable(ReadOnlySpan<byte> bytes, bool cut)
    {
        int start = cut ? bytes.IndexOf((byte)'\n') + 1 : 0;
        string text = Encoding.GetEncoding("utf-8", EncoderFallback.ReplacementFallback, new DecoderReplacementFallback("?")).GetString(bytes[start..]);
        return string.Create(text.Length, text, static (span, from) =>
        {
            for (int i = 0; i < span.Length; i++)
            {
                span[i] = char.IsControl(from[i]) && from[i] is not ('\n' or '\t') ? '?' : from[i];
            }
        });
    }

    /// <summary>The last lines of a log that is read to its end, of at most so many bytes.</summary>
    /// <param name="log">The log.</param>
    /// <param name="most">The most that is kept [byte].</param>
    public static string EndOf(Stream log, int most)
    {
        byte[] kept = new byte[most + Chunk];
        int length = 0;
        bool cut = false;
        for (int read; (read = log.ReadAtLeast(kept.AsSpan(length), 1, throwOnEndOfStream: false)) > 0;)
        {
            length += read;
            if (length > most)
            {
                kept.AsSpan(length - most, most).CopyTo(kept);
                (length, cut) = (most, true);
            }
        }

        return Readable(kept.AsSpan(0, length), cut);
    }
}
