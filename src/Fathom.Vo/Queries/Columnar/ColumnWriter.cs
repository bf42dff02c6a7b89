using System.Globalization;
using System.Numerics;
using Fathom.Vo.Adql.Geometry;
using Fathom.Vo.Tables;

namespace Fathom.Vo.Queries.Columnar;

/// <summary>Writes values into the batch of a column of the result.</summary>
internal abstract class ColumnWriter
{
    /// <summary>The batch.</summary>
    public abstract ColumnBatch Batch { get; }

    /// <summary>Adds a value: <c>long</c>, <c>double</c>, <c>string</c>, a shape, an array; null for NULL.</summary>
    public abstract void Add(object? value);

    /// <summary>Adds a whole number.</summary>
    public virtual void Add(long value) => Add((object)value);

    /// <summary>Adds a real number.</summary>
    public virtual void Add(double value) => Add((object)value);

    /// <summary>Adds the values of rows of a vector.</summary>
    public void AddAll(Vector values, ReadOnlySpan<int> rows)
    {
        foreach (int row in rows)
        {
            Add(values, row);
        }
    }

    /// <summary>Adds the first values of a vector.</summary>
    public void AddAll(Vector values, int count)
    {
        for (int row = 0; row < count; row++)
        {
            Add(values, row);
        }
    }

    private void Add(Vector values, int row)
    {
        if (values.IsNull(row))
        {
            Batch.AddNull();
        }
        else if (values is RealVector real)
        {
            Add(real.Values[row]);
        }
        else if (values is IntegerVector whole)
        {
            Add(whole.Values[row]);
        }
        else
        {
            Add(values.Box(row));
        }
    }

    /// <summary>The writer of a column.</summary>
    public static ColumnWriter Of(ColumnDescription column) => column switch
    {
        { IsText: true } => new TextWriter(),
        { ArraySize: not null, Type: VoType.Float } => new ArrayWriter<float>(),
        { ArraySize: not null, Type: VoType.Double } => new ArrayWriter<double>(),
        { ArraySize: not null, Type: VoType.Long } => new ArrayWriter<long>(),
        { ArraySize: not null, Type: VoType.Int } => new ArrayWriter<int>(),
        { ArraySize: not null, Type: VoType.Short } => new ArrayWriter<short>(),
        { ArraySize: not null, Type: VoType.UnsignedByte } => new ArrayWriter<byte>(),
        { ArraySize: not null } => new TruthArrayWriter(),
        { Type: VoType.Boolean } => new TruthWriter(),
        { Type: VoType.UnsignedByte } => new NumberWriter<byte>(),
        { Type: VoType.Short } => new NumberWriter<short>(),
        { Type: VoType.Int } => new NumberWriter<int>(),
        { Type: VoType.Long } => new NumberWriter<long>(),
        { Type: VoType.Float } => new NumberWriter<float>(),
        _ => new NumberWriter<double>(),
    };

    private sealed class NumberWriter<T> : ColumnWriter
        where T : struct, INumber<T>
    {
        private readonly ValueBatch<T> _batch = new();

        public override ColumnBatch Batch => _batch;

        public override void Add(object? value)
        {
            switch (value)
            {
                case null:
                    _batch.AddNull();
                    break;
                case double real:
                    Add(real);
                    break;
                default:
                    Add(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                    break;
            }
        }

        public override void Add(long value) => _batch.Add(T.CreateTruncating(value));

        public override void Add(double value) => _batch.Add(T.CreateTruncating(value));
    }

    private sealed class TruthWriter : ColumnWriter
    {
        private readonly ValueBatch<bool> _batch = new();

        public override ColumnBatch Batch => _batch;

        public override void Add(object? value)
        {
            if (value is null)
            {
                _batch.AddNull();
            }
            else
            {
                _batch.Add(Convert.ToInt64(value, CultureInfo.InvariantCulture) != 0);
            }
        }
    }

    private sealed class TextWriter : ColumnWriter
    {
        private readonly ValueBatch<string> _batch = new();

        public override ColumnBatch Batch => _batch;

        public override void Add(object? value)
        {
            if (value is null)
            {
                _batch.AddNull();
            }
            else
            {
                _batch.Add(value is MocCoverage coverage ? coverage.Text : Convert.ToString(value, CultureInfo.InvariantCulture)!);
            }
        }
    }

    private sealed class ArrayWriter<T> : ColumnWriter
        where T : struct, INumber<T>
    {
        private readonly ValueBatch<T[]> _batch = new();

        public override ColumnBatch Batch => _batch;

        public override void Add(object? value)
        {
            double[]? numbers = value switch
            {
                SkyShape shape => shape.Numbers,
                double[] real => real,
                string text => ShapeText.Numbers(text),
                _ => null,
            };
            if (value is T[] same)
            {
                _batch.Add(same);
            }
            else if (numbers is null)
            {
                _batch.AddNull();
            }
            else
            {
                _batch.Add([.. numbers.Select(T.CreateTruncating)]);
            }
        }
    }

    private sealed class TruthArrayWriter : ColumnWriter
    {
        private readonly ValueBatch<bool[]> _batch = new();

        public override ColumnBatch Batch => _batch;

        public override void Add(object? value)
        {
            if (value is bool[] truths)
            {
                _batch.Add(truths);
            }
            else if (value is string text && ShapeText.Numbers(text) is { } numbers)
            {
                _batch.Add([.. numbers.Select(number => number != 0)]);
            }
            else
            {
                _batch.AddNull();
            }
        }
    }
}
