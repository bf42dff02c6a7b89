using System.Buffers.Binary;
using Fathom.Root.Columns;

namespace Fathom.Root.Streamers.Custom;

/// <summary>
/// The bytes of one object as a <see cref="ClassStreamer"/> reads them, and the members that it sets. Numbers are
/// big-endian, as ROOT streams them; what a class copies as it stands in memory is little-endian.
/// </summary>
public sealed class StreamedObject
{
    private readonly ByteCursor _cursor;
    private readonly RecordColumn _record;

    internal StreamedObject(ByteCursor cursor, RecordColumn record)
    {
        _cursor = cursor;
        _record = record;
    }

    /// <summary>Bytes left in the entry or object that this one is part of.</summary>
    public int Remaining => _cursor.Remaining;

    /// <summary>One byte.</summary>
    public byte Byte() => _cursor.U8();

    /// <summary>Two bytes, big-endian.</summary>
    public ushort UInt16() => _cursor.U16();

    /// <summary>Four bytes, big-endian.</summary>
    public int Int32() => _cursor.I32();

    /// <summary>Four bytes, big-endian.</summary>
    public uint UInt32() => _cursor.U32();

    /// <summary>Four bytes, little-endian.</summary>
    public uint UInt32LittleEndian() => BinaryPrimitives.ReadUInt32LittleEndian(_cursor.Take(sizeof(uint)));

    /// <summary>Eight bytes, big-endian.</summary>
    public long Int64() => _cursor.I64();

    /// <summary>Eight bytes, big-endian.</summary>
    public ulong UInt64() => (ulong)_cursor.I64();

    /// <summary>Four bytes, big-endian.</summary>
    public float Single() => _cursor.F32();

    /// <summary>Eight bytes, big-endian.</summary>
    public double Double() => BitConverter.Int64BitsToDouble(_cursor.I64());

    /// <summary>The next bytes, valid until the next object.</summary>
    public ReadOnlySpan<byte> Bytes(int count) => _cursor.Take(count);

    /// <summary>A text as ROOT streams it: a length and bytes.</summary>
    public ReadOnlySpan<byte> Text() => _cursor.Text();

    /// <summary>Byte count and version, as they stand before an object with a version of its own.</summary>
    /// <returns>The version, to be given to <see cref="End"/>.</returns>
    public ObjectVersion Begin()
    {
        StreamedHeader header = _cursor.Header();
        return new ObjectVersion(header.Start, header.End, header.Version);
    }

    /// <summary>Ends an object, whose byte count must be met.</summary>
    /// <exception cref="RootFormatException">It is not.</exception>
    public void End(ObjectVersion version)
    {
        if (version.End >= 0 && version.End != _cursor.Position)
        {
            throw Fault($"{version.End - version.Start} bytes of an object", $"{_cursor.Position - version.Start}");
        }
    }

    /// <summary>Sets a number.</summary>
    /// <param name="member">Place among <see cref="ClassStreamer.Members"/>.</param>
    /// <param name="value">The value, of the type of the member.</param>
    public void Set<T>(int member, T value) where T : unmanaged => ((NumberColumn<T>)_record.Members[member]).Add(value);

    /// <summary>Sets a list of numbers.</summary>
    public void SetList<T>(int member, ReadOnlySpan<T> values) where T : unmanaged
    {
        ListColumn list = (ListColumn)_record.Members[member];
        values.CopyTo(((NumberColumn<T>)list.Items).Extend(values.Length));
        list.EndRow();
    }

    /// <summary>Sets a text.</summary>
    public void SetText(int member, ReadOnlySpan<byte> utf8) => ((TextColumn)_record.Members[member]).Add(utf8);

    /// <summary>A fault at the place where reading stands, to be thrown.</summary>
    /// <param name="expected">What the class asks for there.</param>
    /// <param name="found">What is there.</param>
    public RootFormatException Fault(string expected, string found) => _cursor.Fault(expected, found);
}

/// <summary>Byte count and version before an object.</summary>
/// <param name="Start">Where it begins in the buffer.</param>
/// <param name="End">Where the object ends; −1 where no byte count was written.</param>
/// <param name="Version">Version of the class.</param>
public readonly record struct ObjectVersion(int Start, int End, int Version);
