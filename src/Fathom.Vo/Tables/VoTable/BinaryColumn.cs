using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Fathom.Vo.Tables.VoTable;

/// <summary>Writes the values of one column as BINARY has them.</summary>
internal abstract class BinaryColumn
{
    /// <summary>Bytes of every row; 0: they differ, and <see cref="Measure"/> says how many.</summary>
    public abstract int FixedWidth { get; }

    /// <summary>The writer of a column.</summary>
    /// <param name="column">The column.</param>
    /// <param name="flagged">True where nulls are flagged (BINARY2), false where a value stands for them.</param>
    public static BinaryColumn For(ColumnDescription column, bool flagged)
    {
        if (column.IsText)
        {
            return new BinaryText(column);
        }

        if (column.ArraySize is not null)
        {
            return BinaryList.For(column);
        }

        return column.Type switch
        {
            VoType.Boolean => new BinaryTruth(),
            VoType.UnsignedByte => flagged ? new BinaryNumber<byte>(0) : new BinaryWidenedByte(),
            VoType.Short => new BinaryNumber<short>(flagged ? (short)0 : short.MinValue),
            VoType.Int => new BinaryNumber<int>(flagged ? 0 : int.MinValue),
            VoType.Long => new BinaryNumber<long>(flagged ? 0 : long.MinValue),
            VoType.Float => new BinaryNumber<float>(float.NaN),
            _ => new BinaryNumber<double>(double.NaN),
        };
    }

    /// <summary>Adds each row's length to what is there.</summary>
    public virtual void Measure(ColumnBatch batch, Span<int> lengths)
    {
    }

    /// <summary>Writes each row at its cursor and moves that on.</summary>
    public abstract void Encode(ColumnBatch batch, Span<byte> to, Span<int> cursors);

    /// <summary>Writes a number big-endian.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Put<T>(Span<byte> to, T value)
        where T : unmanaged
    {
        if (Unsafe.SizeOf<T>() == 8)
        {
            BinaryPrimitives.WriteUInt64BigEndian(to, Unsafe.BitCast<T, ulong>(value));
        }
        else if (Unsafe.SizeOf<T>() == 4)
        {
            BinaryPrimitives.WriteUInt32BigEndian(to, Unsafe.BitCast<T, uint>(value));
        }
        else if (Unsafe.SizeOf<T>() == 2)
        {
            BinaryPrimitives.WriteUInt16BigEndian(to, Unsafe.BitCast<T, ushort>(value));
        }
        else
        {
            to[0] = Unsafe.BitCast<T, byte>(value);
        }
    }

    /// <summary>The size that an array's or a text's description fixes; null: it varies.</summary>
    internal static int? FixedSize(string? arraySize)
    {
        var product = 1;
        foreach (var part in (arraySize ?? "*").Split('x'))
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var size))
            {
                return null;
            }

            product = checked(product * size);
        }

        return product;
    }
}

/// <summary>Single numbers.</summary>
internal sealed class BinaryNumber<T>(T empty) : BinaryColumn
    where T : unmanaged
{
    /// <inheritdoc/>
    public override int FixedWidth => Unsafe.SizeOf<T>();

    /// <inheritdoc/>
    public override void Encode(ColumnBatch batch, Span<byte> to, Span<int> cursors)
    {
        var values = ((ValueBatch<T>)batch).Values;
        for (var row = 0; row < cursors.Length; row++)
        {
            Put(to[cursors[row]..], values[row]);
            cursors[row] += Unsafe.SizeOf<T>();
        }

        if (batch.HasNulls)
        {
            PutNulls(batch, to, cursors);
        }
    }

    private void PutNulls(ColumnBatch batch, Span<byte> to, Span<int> cursors)
    {
        for (var row = 0; row < cursors.Length; row++)
        {
            if (batch.IsNull(row))
            {
                Put(to[(cursors[row] - Unsafe.SizeOf<T>())..], empty);
            }
        }
    }
}

/// <summary>Bytes as 16 bits, so that one value is left for null: BINARY has no other.</summary>
internal sealed class BinaryWidenedByte : BinaryColumn
{
    /// <inheritdoc/>
    public override int FixedWidth => sizeof(short);

    /// <inheritdoc/>
    public override void Encode(ColumnBatch batch, Span<byte> to, Span<int> cursors)
    {
        var values = ((ValueBatch<byte>)batch).Values;
        for (var row = 0; row < cursors.Length; row++)
        {
            Put(to[cursors[row]..], batch.IsNull(row) ? short.MinValue : values[row]);
            cursors[row] += sizeof(short);
        }
    }
}

/// <summary>Truth values as T, F and ?.</summary>
internal sealed class BinaryTruth : BinaryColumn
{
    /// <inheritdoc/>
    public override int FixedWidth => 1;

    /// <inheritdoc/>
    public override void Encode(ColumnBatch batch, Span<byte> to, Span<int> cursors)
    {
        var values = ((ValueBatch<bool>)batch).Values;
        for (var row = 0; row < cursors.Length; row++)
        {
            to[cursors[row]++] = batch.IsNull(row) ? (byte)'?' : values[row] ? (byte)'T' : (byte)'F';
        }
    }
}
