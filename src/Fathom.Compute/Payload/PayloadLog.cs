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
            var tail = LogLines.Readable(bytes.AsSpan(0, file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)), cut);
            return cut ? LogTailMark.Of(length) + tail : tail;
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
