using System.Buffers.Binary;
using System.Text;

namespace Fathom.Database.Postgres;

/// <summary>Encodes rows in the binary format of COPY: lengths and numbers with the high byte first, -1 for NULL.</summary>
internal sealed class CopyEncoder(Stream stream)
{
    private const int Null = -1;
    private byte[] _buffer = new byte[1 << 16];
    private int _used;

    /// <summary>Begins a row of so many columns; -1 ends them all.</summary>
    public void Begin(short columns)
    {
        BinaryPrimitives.WriteInt16BigEndian(Room(sizeof(short)), columns);
        _used += sizeof(short);
    }

    /// <summary>Adds a value.</summary>
    public void Add(long? value)
    {
        if (value is not { } some)
        {
            Length(Null);
            return;
        }

        Length(sizeof(long));
        BinaryPrimitives.WriteInt64BigEndian(Room(sizeof(long)), some);
        _used += sizeof(long);
    }

    /// <inheritdoc cref="Add(long?)"/>
    public void Add(double? value) => Add(value is { } some ? BitConverter.DoubleToInt64Bits(some) : (long?)null);

    /// <inheritdoc cref="Add(long?)"/>
    public void Add(string? value)
    {
        if (value is null)
        {
            Length(Null);
            return;
        }

        Span<byte> room = Room(sizeof(int) + Encoding.UTF8.GetMaxByteCount(value.Length));
        int bytes = Encoding.UTF8.GetBytes(value, room[sizeof(int)..]);
        BinaryPrimitives.WriteInt32BigEndian(room, bytes);
        _used += sizeof(int) + bytes;
    }

    /// <inheritdoc cref="Add(long?)"/>
    public void Add(byte[]? value)
    {
        Length(value?.Length ?? Null);
        Raw(value);
    }

    /// <summary>Adds bytes as they are.</summary>
    public void Raw(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Room(bytes.Length));
        _used += bytes.Length;
    }

    /// <summary>Gives all to the stream.</summary>
    public void Flush()
    {
        stream.Write(_buffer, 0, _used);
        _used = 0;
    }

    private void Length(int length)
    {
        BinaryPrimitives.WriteInt32BigEndian(Room(sizeof(int)), length);
        _used += sizeof(int);
    }

    private Span<byte> Room(int needed)
    {
        if (_buffer.Length - _used < needed)
        {
            Flush();
            _buffer = needed > _buffer.Length ? new byte[needed] : _buffer;
        }

        return _buffer.AsSpan(_used);
    }
}
