using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Fathom.Production.Logs;

namespace Fathom.Compute.Payload;

/// <summary>The whole of what a payload said, compressed to be sent.</summary>
/// <param name="File">Where it lies.</param>
/// <param name="PackedBytes">Length of the file [byte].</param>
/// <param name="Sha256">SHA-256 of the file, in lower-case hexadecimal digits.</param>
internal sealed record WholePayloadLog(string File, long PackedBytes, string Sha256)
{
    /// <summary>Of a log that is longer than <see cref="LogHead.MostBytes"/>, this much of each end is kept [byte].</summary>
    private const int End = (LogHead.MostBytes - LogHead.LongestCutMark) / 2;

    private const int Buffer = 1 << 16;

    /// <summary>Compresses a log beside it, or null where its tail is all of it: then there is nothing to send.</summary>
    /// <param name="log">Path of the log.</param>
    /// <param name="evenIfShort">Sends also what its tail would say, where no tail is reported.</param>
    /// <exception cref="IOException">It cannot be read, or scratch is full.</exception>
    public static WholePayloadLog? Pack(string log, bool evenIfShort = false)
    {
        if (!System.IO.File.Exists(log) || new FileInfo(log).Length is var length && (length == 0 || (length <= PayloadLog.TailBytes && !evenIfShort)))
        {
            return null;
        }

        var packed = log + ".br";
        using var file = new FileStream(packed, FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        using (var from = new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete))
        using (var into = new BrotliStream(file, CompressionLevel.Fastest, leaveOpen: true))
        {
            if (length <= LogHead.MostBytes)
            {
                Copy(from, into, length);
            }
            else
            {
                Copy(from, into, End);
                into.Write(Encoding.ASCII.GetBytes(FormattableString.Invariant(
                    $"\n[{length - (2 * End)} bytes were cut out here: the log has {length}, and {LogHead.MostBytes >> 20} MiB of it are kept]\n")));
                from.Position = length - End;
                Copy(from, into, End);
            }
        }

        file.Position = 0;
        return new WholePayloadLog(packed, file.Length, Convert.ToHexStringLower(SHA256.HashData(file)));
    }

    private static void Copy(Stream from, Stream into, long length)
    {
        var buffer = new byte[Buffer];
        for (int read; length > 0 && (read = from.Read(buffer, 0, (int)Math.Min(length, buffer.Length))) > 0; length -= read)
        {
            into.Write(buffer, 0, read);
        }
    }
}
