using System.Numerics;

namespace Fathom.Vo.Tables.Output;

/// <summary>Writes the cells of one column as text.</summary>
internal abstract class CellWriter
{
    /// <summary>The writer of a column.</summary>
    public static CellWriter For(ColumnDescription column, CellText style) => (column.IsText, column.ArraySize) switch
    {
        (true, _) => new TextCell(style),
        (false, null) => Single(column.Type, style),
        _ => List(column.Type, style),
    };

    /// <summary>Takes the next batch.</summary>
    public abstract void Bind(ColumnBatch batch);

    /// <summary>Writes a row's cell.</summary>
    public abstract void Write(OutputBuffer output, int row);

    /// <summary>Writes an integer or a floating number, the special ones as the style has them.</summary>
    internal static void Number<T>(CellText style, OutputBuffer output, T value)
        where T : INumber<T>
    {
        if (T.IsFinite(value))
        {
            output.AddNumber(value);
        }
        else
        {
            output.Add(T.IsNaN(value) ? style.NotANumber : T.IsPositive(value) ? style.Infinite : style.MinusInfinite);
        }
    }

    private static void Truth(CellText style, OutputBuffer output, bool value) => output.Add(value ? style.True : style.False);

    private static CellWriter Single(VoType type, CellText style) => type switch
    {
        VoType.Boolean => new SingleCell<bool>(style, Truth),
        VoType.UnsignedByte => new SingleCell<byte>(style, Number),
        VoType.Short => new SingleCell<short>(style, Number),
        VoType.Int => new SingleCell<int>(style, Number),
        VoType.Long => new SingleCell<long>(style, Number),
        VoType.Float => new SingleCell<float>(style, Number),
        _ => new SingleCell<double>(style, Number),
    };

    private static CellWriter List(VoType type, CellText style) => type switch
    {
        VoType.Boolean => new ListCell<bool>(style, Truth),
        VoType.UnsignedByte => new ListCell<byte>(style, Number),
        VoType.Short => new ListCell<short>(style, Number),
        VoType.Int => new ListCell<int>(style, Number),
        VoType.Long => new ListCell<long>(style, Number),
        VoType.Float => new ListCell<float>(style, Number),
        _ => new ListCell<double>(style, Number),
    };

    private sealed class SingleCell<T>(CellText style, Action<CellText, OutputBuffer, T> write) : CellWriter
        where T : struct
    {
        private ValueBatch<T>? _batch;

        public override void Bind(ColumnBatch batch) => _batch = (ValueBatch<T>)batch;

        public override void Write(OutputBuffer output, int row)
        {
            if (_batch!.IsNull(row))
            {
                output.Add(style.Null);
            }
            else
            {
                write(style, output, _batch.Values[row]);
            }
        }
    }

    private sealed class ListCell<T>(CellText style, Action<CellText, OutputBuffer, T> write) : CellWriter
    {
        private ValueBatch<T[]>? _batch;

        public override void Bind(ColumnBatch batch) => _batch = (ValueBatch<T[]>)batch;

        public override void Write(OutputBuffer output, int row)
        {
            if (_batch!.IsNull(row) || _batch.Values[row] is not { } list)
            {
                output.Add(style.Null);
                return;
            }

            var (begin, part, end) = style.Array;
            Mark(output, begin);
            for (var i = 0; i < list.Length; i++)
            {
                Mark(output, i == 0 ? null : part);
                write(style, output, list[i]);
            }

            Mark(output, end);
        }

        private static void Mark(OutputBuffer output, byte? mark)
        {
            if (mark is { } there)
            {
                output.Add(there);
            }
        }
    }

    private sealed class TextCell(CellText style) : CellWriter
    {
        private ValueBatch<string>? _batch;

        public override void Bind(ColumnBatch batch) => _batch = (ValueBatch<string>)batch;

        public override void Write(OutputBuffer output, int row)
        {
            if (_batch!.IsNull(row) || _batch.Values[row] is not { } text)
            {
                output.Add(style.Null);
            }
            else
            {
                style.Add(output, text);
            }
        }
    }
}
