using System.IO.Compression;
using System.Text;

namespace Fathom.Database.Log;

/// <summary>Decodes a block's events, one after the other; what does not fit is named by place, expected and found.</summary>
internal struct EventBlockReader
{
    /// <summary>Most plain bytes a block may have: a damaged length asks for no more memory.</summary>
    public const int MostBytes = 1 << 28;

    private readonly EventBlock _block;
    private readonly byte[] _plain;
    private readonly List<string> _texts = new(16);
    private int _position;
    private long _seq;

    /// <exception cref="InvalidDataException">The frame is damaged; the message says what was expected.</exception>
    public EventBlockReader(EventBlock block)
    {
        _block = block;
        _plain = Unpack(block.Events);
        _seq = block.FirstSeq;
    }

    /// <summary>The next event; false after the last.</summary>
    /// <exception cref="InvalidDataException">The event is damaged.</exception>
    public bool TryRead(out LedgerEvent happened)
    {
        happened = default;
        if (_seq > _block.LastSeq)
        {
            return _position == _plain.Length ? false
                : throw new InvalidDataException($"expected the end after {_position} bytes, found {_plain.Length - _position} more");
        }

        string subject = Text(), kind = Text(), actor = Text();
        long id = (long)Number();
        ulong attempt = Number(), back = Number(), late = Number();
        long milliseconds = _block.UtcMilliseconds + (long)((late >> 1) ^ (~(late & 1) + 1));
        ReadOnlyMemory<byte> body = Bytes();
        if (attempt > int.MaxValue || back > (ulong)_seq)
        {
            throw new InvalidDataException($"event {_seq}: attempt {attempt} or a predecessor {back} events back is out of range");
        }

        happened = new LedgerEvent(
            _seq, milliseconds, _block.Epoch, subject, id, attempt == 0 ? null : (int)attempt - 1, kind, actor, body, back == 0 ? 0 : _seq - (long)back);
        _seq++;
        return true;
    }

    private static byte[] Unpack(byte[] framed)
    {
        int position = 1;
        if (framed.Length < 2 || !Varint.TryRead(framed, ref position, out ulong length) || length > MostBytes)
        {
            throw new InvalidDataException($"expected a form and a length of at most {MostBytes} bytes, found {framed.Length} bytes without them");
        }

        ReadOnlySpan<byte> rest = framed.AsSpan(position);
        switch (framed[0])
        {
            case EventBlockWriter.Plain when rest.Length == (int)length:
                return rest.ToArray();
            case EventBlockWriter.Plain:
                throw new InvalidDataException($"expected {length} plain bytes, found {rest.Length}");
            case EventBlockWriter.Brotli:
                byte[] plain = new byte[length];
                return BrotliDecoder.TryDecompress(rest, plain, out int written) && written == plain.Length ? plain
                    : throw new InvalidDataException($"expected {length} bytes compressed by Brotli, found others");
            default:
                throw new InvalidDataException($"expected form 0 or 1, found {framed[0]}");
        }
    }

    private string Text()
    {
        ulong number = Number();
        if (number == 0)
        {
            string text = Encoding.UTF8.GetString(Bytes().Span);
            _texts.Add(text);
            return text;
        }

        return number <= (ulong)_texts.Count ? _texts[(int)number - 1]
            : throw new InvalidDataException($"event {_seq}: expected one of {_texts.Count} texts, found number {number}");
    }

    private ReadOnlyMemory<byte> Bytes()
    {
        ulong length = Number();
        if (length > (ulong)(_plain.Length - _position))
        {
            throw Short($"{length} bytes");
        }

        var bytes = _plain.AsMemory(_position, (int)length);
        _position += (int)length;
        return bytes;
    }

    private ulong Number() => Varint.TryRead(_plain, ref _position, out ulong value) ? value : throw Short("a number");

    private readonly InvalidDataException Short(string expected) =>
        new($"event {_seq}: expected {expected} at byte {_position} of {_plain.Length}, found the end");
}
