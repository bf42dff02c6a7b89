using System.Buffers;
using System.IO.Compression;

namespace Fathom.Production.Logs;

/// <summary>Looks at a log that somebody sent compressed, without unpacking it anywhere.</summary>
public static class PackedLog
{
    private const int Window = 1 << 16;

    /// <summary>Bytes of the log, or null where the bytes are not one whole stream of Brotli, or of more than <see cref="LogHead.MostBytes"/>.</summary>
    /// <param name="packed">What was sent.</param>
    public static int? BytesOf(ReadOnlySpan<byte> packed)
    {
        byte[] room = ArrayPool<byte>.Shared.Rent(Window);
        var decoder = default(BrotliDecoder);
        try
        {
            for (long bytes = 0; ;)
            {
                OperationStatus status = decoder.Decompress(packed, room, out int read, out int written);
                packed = packed[read..];
                bytes += written;
                if (bytes > LogHead.MostBytes || status is OperationStatus.InvalidData or OperationStatus.NeedMoreData)
                {
                    return null;
                }

                if (status == OperationStatus.Done)
                {
                    return packed.IsEmpty && bytes > 0 ? (int)bytes : null;
                }
            }
        }
        finally
        {
            decoder.Dispose();
            ArrayPool<byte>.Shared.Return(room);
        }
    }
}
