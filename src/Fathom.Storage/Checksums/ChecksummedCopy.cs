using System.Buffers;

namespace Fathom.Storage.Checksums;

/// <summary>Reads a stream once, giving its bytes on while it sums them.</summary>
internal static class ChecksummedCopy
{
    private const int BufferSize = 1 << 18;

    /// <summary>Reads to the end; <paramref name="write"/> gets each stretch of bytes with its offset.</summary>
    public static async Task<(long Size, string Adler32)> RunAsync(
        Stream source, Func<ReadOnlyMemory<byte>, long, CancellationToken, ValueTask> write, CancellationToken cancellation)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            var adler = new Adler32();
            long size = 0;
            while (await source.ReadAsync(buffer, cancellation) is var count and > 0)
            {
                adler.Append(buffer.AsSpan(0, count));
                await write(buffer.AsMemory(0, count), size, cancellation);
                size += count;
            }
            return (size, adler.ToString());
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
