using System.Globalization;
using Fathom.Root.Columns;
using Fathom.Vo.Tables;
using Fathom.Vo.Tables.Reading;

namespace Fathom.Vo.Releases;

/// <summary>Takes the values of a flat ROOT column over; unsigned numbers become the next wider type, as VOTable has none.</summary>
/// <param name="type">Type of the values.</param>
/// <param name="batch">Where they go.</param>
/// <param name="fill">Takes them over.</param>
internal sealed class RootCells(VoType type, ColumnBatch batch, Action<RootColumn> fill)
{
    /// <summary>Type of the values.</summary>
    public VoType Type => type;

    /// <summary>The values that were taken over last.</summary>
    public ColumnBatch Batch => batch;

    /// <summary>For columns of a kind; null: an entry is no single number or text.</summary>
    public static RootCells? For(RootColumn column) => column switch
    {
        NumberColumn<bool> => Of<bool, bool>(VoType.Boolean, value => value),
        NumberColumn<byte> => Of<byte, byte>(VoType.UnsignedByte, value => value),
        NumberColumn<sbyte> => Of<sbyte, short>(VoType.Short, value => value),
        NumberColumn<short> => Of<short, short>(VoType.Short, value => value),
        NumberColumn<ushort> => Of<ushort, int>(VoType.Int, value => value),
        NumberColumn<int> => Of<int, int>(VoType.Int, value => value),
        NumberColumn<uint> => Of<uint, long>(VoType.Long, value => value),
        NumberColumn<long> => Of<long, long>(VoType.Long, value => value),
        NumberColumn<ulong> => Of<ulong, long>(VoType.Long, Narrowed),
        NumberColumn<float> => Of<float, float>(VoType.Float, value => value),
        NumberColumn<double> => Of<double, double>(VoType.Double, value => value),
        TextColumn => Texts(),
        _ => null,
    };

    /// <summary>Takes the values of a batch over.</summary>
    public void Fill(RootColumn column)
    {
        batch.Clear();
        fill(column);
    }

    private static RootCells Of<TFrom, TTo>(VoType type, Func<TFrom, TTo> widen)
        where TFrom : unmanaged
        where TTo : struct
    {
        var batch = new ValueBatch<TTo>();
        return new RootCells(type, batch, column =>
        {
            foreach (TFrom value in ((NumberColumn<TFrom>)column).Values)
            {
                batch.Add(widen(value));
            }
        });
    }

    private static RootCells Texts()
    {
        var batch = new ValueBatch<string>();
        return new RootCells(VoType.Char, batch, column =>
        {
            var texts = (TextColumn)column;
            for (int row = 0; row < texts.Count; row++)
            {
                batch.Add(texts[row]);
            }
        });
    }

    private static long Narrowed(ulong value) => value <= long.MaxValue ? (long)value
        : throw new TableFormatException($"expected a number of at most {long.MaxValue}, found {value.ToString(CultureInfo.InvariantCulture)}.");
}
