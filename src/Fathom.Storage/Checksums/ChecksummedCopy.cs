using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace Fathom.Storage.Checksums;

/// <summary>Reads a stream once, giving its bytes on while it sums them.</summary>
internal static class ChecksummedCopy
{
    private const int BufferSize = 1 << 18;

    /// <summary>Reads a file from its begin to its end, on the caller's thread.</summary>
    public static (long Size, string Adler32) Run(SafeFileHandle file, CancellationToken cancellation)
    {
        // Small files are the many: a large buffer for each would be made anew where many are read at a time.
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Clamp(RandomAccess.GetLength(file) + 1, 1, BufferSize));
        try
        {
            var adler = new Adler32();
            long size = 0;
            while (RandomAccess.Read(file, buffer, size) is var count and > 0)
            {
                cancellation.ThrowIfCancellationRequested();
                adler.Append(buffer.AsSpan(0, count));
                size += count;
            }
            return (size, adler.ToString());
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Reads to the end; <paramref name="write"/> gets each stretch of bytes with its offset.</summary>
    public static async Task<(long Size, string Adler32)> RunAsync(
        Stream source, Func<ReadOnlyMemory<byte>, long, CancellationToken, ValueTask> write, CancellationToken cancellation)
    {
        // The bytes of a file come without a hop to another thread, which would block there just the same.
        var file = source as FileStream;
        var buffer = ArrayPool<byte>.Shared.Rent(file is null ? BufferSize : (int)Math.Clamp(file.Length - file.Position + 1, 1, BufferSize));
        try
        {
            var adler = new Adler32();
            long size = 0;
            while ((file is null ? await source.ReadAsync(buffer, cancellation) : file.Read(buffer)) is var count and > 0)
            {
                cancellation.ThrowIfCancellationRequested();
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
