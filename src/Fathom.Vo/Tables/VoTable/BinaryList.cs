using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Fathom.Vo.Tables.VoTable;

/// <summary>Makes writers of columns of arrays.</summary>
internal static class BinaryList
{
    /// <summary>The writer of a column.</summary>
    public static BinaryColumn For(ColumnDescription column)
    {
        var size = BinaryColumn.FixedSize(column.ArraySize);
        return column.Type switch
        {
            VoType.Boolean => new BinaryList<bool, byte>(size, value => value ? (byte)'T' : (byte)'F', (byte)'?'),
            VoType.UnsignedByte => new BinaryList<byte, byte>(size, value => value, 0),
            VoType.Short => new BinaryList<short, short>(size, value => value, 0),
            VoType.Int => new BinaryList<int, int>(size, value => value, 0),
            VoType.Long => new BinaryList<long, long>(size, value => value, 0),
            VoType.Float => new BinaryList<float, float>(size, value => value, float.NaN),
            _ => new BinaryList<double, double>(size, value => value, double.NaN),
        };
    }
}

/// <summary>Arrays: a count and the elements, or as many elements as the description fixes, filled up.</summary>
internal sealed class BinaryList<T, TStored>(int? size, Func<T, TStored> store, TStored filler) : BinaryColumn
    where TStored : unmanaged
{
    /// <inheritdoc/>
    public override int FixedWidth => (size ?? 0) * Unsafe.SizeOf<TStored>();

    /// <inheritdoc/>
    public override void Measure(ColumnBatch batch, Span<int> lengths)
    {
        for (var row = 0; row < lengths.Length; row++)
        {
            lengths[row] += sizeof(int) + (List(batch, row).Length * Unsafe.SizeOf<TStored>());
        }
    }

    /// <inheritdoc/>
    public override void Encode(ColumnBatch batch, Span<byte> to, Span<int> cursors)
    {
        for (var row = 0; row < cursors.Length; row++)
        {
            var list = List(batch, row);
            var at = cursors[row];
            if (size is null)
            {
                BinaryPrimitives.WriteInt32BigEndian(to[at..], list.Length);
                at += sizeof(int);
            }

            for (var i = 0; i < (size ?? list.Length); i++)
            {
                Put(to[at..], i < list.Length ? store(list[i]) : filler);
                at += Unsafe.SizeOf<TStored>();
            }

            cursors[row] = at;
        }
    }

    private static T[] List(ColumnBatch batch, int row) => batch.IsNull(row) ? [] : ((ValueBatch<T[]>)batch).Values[row] ?? [];
}
