using System.Text;

namespace Fathom.Compute.Payload;

/// <summary>What a payload writes to its standard streams: a file of bounded size, and the last bytes for the evidence.</summary>
public sealed class PayloadLog : IDisposable
{
    /// <summary>Bytes of the end that are kept for the evidence.</summary>
    public const int TailBytes = 16 * 1024;

    private readonly Lock gate = new();
    private readonly byte[] tail = new byte[TailBytes];
    private readonly FileStream file;
    private readonly long mostBytes;
    private long written;

    /// <summary>Opens the log.</summary>
    /// <param name="path">The file.</param>
    /// <param name="mostBytes">Bytes of the file at most; what comes after is only in the tail. Default 16 MiB.</param>
    public PayloadLog(string path, long mostBytes = 16 << 20)
    {
        file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        this.mostBytes = mostBytes;
    }

    /// <summary>The last whole lines, at most <see cref="TailBytes"/> as UTF-8.</summary>
    public string Tail
    {
        get
        {
            lock (gate)
            {
                var kept = (int)Math.Min(written, TailBytes);
                var bytes = new byte[kept];
                for (var i = 0; i < kept; i++)
                {
                    bytes[i] = tail[(written - kept + i) % TailBytes];
                }
                return Readable(bytes, cut: written > TailBytes);
            }
        }
    }

    /// <summary>Takes over a stream until its end.</summary>
    public async Task DrainAsync(Stream stream)
    {
        var buffer = new byte[8192];
        try
        {
            while (await stream.ReadAsync(buffer) is var count and > 0)
            {
                Append(buffer.AsSpan(0, count));
            }
        }
        catch (Exception closed) when (closed is IOException or ObjectDisposedException)
        {
            // The payload was killed, or something it left behind still holds the pipe.
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (gate)
        {
            file.Dispose();
        }
    }

    /// <summary>Adds bytes.</summary>
    internal void Append(ReadOnlySpan<byte> bytes)
    {
        lock (gate)
        {
            if (file.CanWrite && written < mostBytes)
            {
                file.Write(bytes[..(int)Math.Min(bytes.Length, mostBytes - written)]);
            }
            foreach (var value in bytes)
            {
                tail[written++ % TailBytes] = value;
            }
        }
    }

    /// <summary>Bytes as text that needs no more bytes than they: broken UTF-8 and control characters become '?'.</summary>
    private static string Readable(byte[] bytes, bool cut)
    {
        var start = cut ? bytes.AsSpan().IndexOf((byte)'\n') + 1 : 0;
        var text = Encoding.GetEncoding("utf-8", EncoderFallback.ReplacementFallback, new DecoderReplacementFallback("?"))
            .GetString(bytes, start, bytes.Length - start);
        return string.Create(text.Length, text, static (span, from) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                span[i] = char.IsControl(from[i]) && from[i] is not ('\n' or '\t') ? '?' : from[i];
            }
        });
    }
}
