using System.Text;
using Fathom.Production.Logs;

namespace Fathom.Compute.Payload;

/// <summary>What a payload wrote to its standard streams: a file, of which the last lines are evidence.</summary>
public static class PayloadLog
{
    /// <summary>Bytes of the end that are kept for the evidence.</summary>
    public const int TailBytes = 16 * 1024;

    /// <summary>The log, or its last whole lines after a <see cref="LogTailMark"/>, at most so many bytes as UTF-8; empty where there is none.</summary>
    public static string TailOf(string path, int most = TailBytes)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            var length = file.Length;
            var cut = length > most;
            var bytes = new byte[cut ? most - LogTailMark.Longest : length];
            file.Position = length - bytes.Length;
            var tail = Readable(bytes.AsSpan(0, file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)), cut);
            return cut ? LogTailMark.Of(length) + tail : tail;
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    /// <summary>Bytes as text that needs no more bytes than they: broken UTF-8 and control characters become '?'.</summary>
    internal static string Readable(ReadOnlySpan<byte> bytes, bool cut)
    {
        var start = cut ? bytes.IndexOf((byte)'\n') + 1 : 0;
        var text = Encoding.GetEncoding("utf-8", EncoderFallback.ReplacementFallback, new DecoderReplacementFallback("?")).GetString(bytes[start..]);
        return string.Create(text.Length, text, static (span, from) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                span[i] = char.IsControl(from[i]) && from[i] is not ('\n' or '\t') ? '?' : from[i];
            }
        });
    }
}
