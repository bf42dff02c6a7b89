using System.Runtime.CompilerServices;
using Fathom.Root.Columns;

namespace Fathom.Root.Streamers.Decoders;

/// <summary>Numbers and truth values, big-endian.</summary>
internal sealed class NumberDecoder<T>(string typeName) : Decoder
    where T : unmanaged
{
    internal override int FixedBytes => Unsafe.SizeOf<T>();

    internal override string TypeName => typeName;

    internal override RootColumn NewColumn() => new NumberColumn<T>();

    internal override void Read(ByteCursor cursor, RootColumn column) => ReadMany(cursor, column, 1);

    internal override void ReadMany(ByteCursor cursor, RootColumn column, int count)
    {
        long length = (long)count * Unsafe.SizeOf<T>();
        ReadOnlySpan<byte> bytes = cursor.Take((int)Math.Min(length, int.MaxValue));
        BigEndian.Copy(bytes, ((NumberColumn<T>)column).Extend(count));
    }

    internal override void ReadAll(ByteCursor cursor, RootColumn column)
    {
        int count = cursor.Remaining / Unsafe.SizeOf<T>();
        if (count * Unsafe.SizeOf<T>() != cursor.Remaining)
        {
            throw cursor.Fault($"whole values of {Unsafe.SizeOf<T>()} bytes", $"{cursor.Remaining} bytes");
        }

        ReadMany(cursor, column, count);
    }
}
