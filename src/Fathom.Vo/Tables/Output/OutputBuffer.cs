using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Fathom.Vo.Tables.Output;

/// <summary>Bytes that are formatted before they are handed on; reused batch after batch.</summary>
public sealed class OutputBuffer
{
    private const int LongestNumber = 32;

    private byte[] _bytes = new byte[1 << 14];
    private int _used;

    /// <summary>What was written since it was last emptied.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _used);

    /// <summary>Empties it.</summary>
    public void Clear() => _used = 0;

    /// <summary>Hands everything on and empties it.</summary>
    public void MoveTo(IBufferWriter<byte> output)
    {
        if (_used > 0)
        {
            output.Write(_bytes.AsSpan(0, _used));
            _used = 0;
        }
    }

    /// <summary>Room for bytes, of which <see cref="Advance"/> says how many were used.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<byte> Room(int length)
    {
        if (_bytes.Length - _used < length)
        {
            Grow(length);
        }

        return _bytes.AsSpan(_used);
    }

    /// <summary>Takes over bytes that were put into <see cref="Room"/>.</summary>
    public void Advance(int length) => _used += length;

    /// <summary>Adds bytes.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Room(bytes.Length));
        _used += bytes.Length;
    }

    /// <summary>Adds a byte.</summary>
    public void Add(byte value)
    {
        Room(1)[0] = value;
        _used++;
    }

    /// <summary>Adds a text as UTF-8.</summary>
    public void Add(ReadOnlySpan<char> text) => _used += Encoding.UTF8.GetBytes(text, Room(Encoding.UTF8.GetMaxByteCount(text.Length)));

    /// <summary>Adds a number, as short as it can be read back.</summary>
    public void AddNumber<T>(T value)
        where T : IUtf8SpanFormattable
    {
        if (!value.TryFormat(Room(LongestNumber), out var length, default, CultureInfo.InvariantCulture))
        {
            throw new FormatException($"{value} is longer than a number may be.");
        }

        _used += length;
    }

    private void Grow(int length) => Array.Resize(ref _bytes, checked((int)Math.Max((long)_used + length, Math.Min(2L * _bytes.Length, Array.MaxLength))));
}
