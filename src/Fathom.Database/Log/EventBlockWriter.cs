using System.Buffers;
using System.IO.Compression;
using System.Text;

namespace Fathom.Database.Log;

/// <summary>Encodes the events of a block.</summary>
/// <remarks>
/// First byte: 0 plain, 1 Brotli; then the length of the plain bytes as a varint; then the bytes. Plain bytes, an event after the
/// other: subject, kind, actor (each a varint: 0 and a new text, or the number, from 1, of a text seen in this block), subject id,
/// attempt + 1 (0: none), seq − previous (0: the first of its subject), zigzag of its milliseconds after the block's, body.
/// Texts and bodies are a length and UTF-8. Every number is an unsigned LEB128 varint.
/// </remarks>
internal sealed class EventBlockWriter
{
    internal const byte Plain = 0, Brotli = 1;
    private const int WorthCompressing = 512, Quality = 1, Window = 18;
    private readonly ArrayBufferWriter<byte> _bytes = new(1 << 16);
    private readonly Dictionary<string, int> _texts = new(StringComparer.Ordinal);

    /// <summary>Bytes so far, before compression.</summary>
    public int Length => _bytes.WrittenCount;

    public void Clear()
    {
        _bytes.ResetWrittenCount();
        _texts.Clear();
    }

    /// <summary>Adds one event.</summary>
    /// <param name="happened">The event.</param>
    /// <param name="blockMilliseconds">Time of the block.</param>
    public void Add(in BufferedEvent happened, long blockMilliseconds)
    {
        Text(happened.Subject);
        Text(happened.Kind);
        Text(happened.Actor);
        Number((ulong)happened.SubjectId);
        Number(happened.Attempt is { } attempt ? (ulong)attempt + 1 : 0);
        Number(happened.Previous == 0 ? 0 : (ulong)(happened.Seq - happened.Previous));
        long late = happened.UtcMilliseconds - blockMilliseconds;
        Number((ulong)((late << 1) ^ (late >> 63)));
        Utf8(happened.Body);
    }

    /// <summary>The encoded events.</summary>
    public byte[] ToArray()
    {
        ReadOnlySpan<byte> plain = _bytes.WrittenSpan;
        if (plain.Length >= WorthCompressing)
        {
            byte[] room = ArrayPool<byte>.Shared.Rent(BrotliEncoder.GetMaxCompressedLength(plain.Length));
            try
            {
                if (BrotliEncoder.TryCompress(plain, room, out int length, Quality, Window) && length < plain.Length)
                {
                    return Framed(Brotli, plain.Length, room.AsSpan(0, length));
                }
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(room);
            }
        }

        return Framed(Plain, plain.Length, plain);
    }

    private static byte[] Framed(byte form, int plainLength, ReadOnlySpan<byte> bytes)
    {
        Span<byte> head = stackalloc byte[1 + Varint.Longest];
        head[0] = form;
        int headLength = 1 + Varint.Write(head[1..], (ulong)plainLength);
        byte[] framed = new byte[headLength + bytes.Length];
        head[..headLength].CopyTo(framed);
        bytes.CopyTo(framed.AsSpan(headLength));
        return framed;
    }

    private void Text(string text)
    {
        if (_texts.TryGetValue(text, out int number))
        {
            Number((ulong)number);
            return;
        }

        _texts.Add(text, _texts.Count + 1);
        Number(0);
        Utf8(text);
    }

    private void Utf8(string text)
    {
        int length = Encoding.UTF8.GetByteCount(text);
        Number((ulong)length);
        Encoding.UTF8.GetBytes(text, _bytes.GetSpan(length));
        _bytes.Advance(length);
    }

    private void Number(ulong value) => _bytes.Advance(Varint.Write(_bytes.GetSpan(Varint.Longest), value));
}
