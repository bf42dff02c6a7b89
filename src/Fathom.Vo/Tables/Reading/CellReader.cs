using System.Globalization;
using System.Numerics;

namespace Fathom.Vo.Tables.Reading;

/// <summary>Reads the cells of one column from text.</summary>
internal abstract class CellReader
{
    /// <summary>Where the values are put.</summary>
    public abstract ColumnBatch Batch { get; }

    /// <summary>The reader of a column.</summary>
    /// <param name="column">The column.</param>
    /// <param name="empty">The text that stands for no value, beside an empty one; null: none.</param>
    public static CellReader For(ColumnDescription column, string? empty) => (column.IsText, column.ArraySize is null) switch
    {
        (true, _) => new Text(empty),
        (_, true) => Single(column.Type, empty),
        _ => List(column.Type),
    };

    /// <summary>Adds a row.</summary>
    /// <returns>False where the text is no value of the column's type.</returns>
    public abstract bool TryAdd(ReadOnlySpan<char> text);

    /// <summary>A truth value as VOTable, CSV or FITS people write it.</summary>
    internal static bool TryTruth(ReadOnlySpan<char> text, out bool value)
    {
        value = text is "T" or "t" or "1" || text.Equals("true", StringComparison.OrdinalIgnoreCase);
        return value || text is "F" or "f" or "0" || text.Equals("false", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>An integer in decimals, or in hexadecimals after 0x.</summary>
    internal static bool TryInteger<T>(ReadOnlySpan<char> text, out T value)
        where T : struct, IBinaryInteger<T> => text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
        ? T.TryParse(text[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value)
        : T.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);

    /// <summary>A floating number, infinite ones as any of the formats writes them.</summary>
    internal static bool TryFloating<T>(ReadOnlySpan<char> text, out T value)
        where T : struct, IFloatingPointIeee754<T>
    {
        if (T.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value))
        {
            return true;
        }

        var sign = text.StartsWith("-") ? -T.One : T.One;
        value = sign * T.PositiveInfinity;
        return text.TrimStart("+-").Equals("inf", StringComparison.OrdinalIgnoreCase);
    }

    private delegate bool Parser<T>(ReadOnlySpan<char> text, out T value);

    private static CellReader Single(VoType type, string? empty) => type switch
    {
        VoType.Boolean => new Value<bool>(TryTruth, "?"),
        VoType.UnsignedByte => new Value<byte>(TryInteger, empty),
        VoType.Short => new Value<short>(TryInteger, empty),
        VoType.Int => new Value<int>(TryInteger, empty),
        VoType.Long => new Value<long>(TryInteger, empty),
        VoType.Float => new Value<float>(TryFloating, empty),
        _ => new Value<double>(TryFloating, empty),
    };

    private static CellReader List(VoType type) => type switch
    {
        VoType.Boolean => new Values<bool>(TryTruth),
        VoType.UnsignedByte => new Values<byte>(TryInteger),
        VoType.Short => new Values<short>(TryInteger),
        VoType.Int => new Values<int>(TryInteger),
        VoType.Long => new Values<long>(TryInteger),
        VoType.Float => new Values<float>(TryFloating),
        _ => new Values<double>(TryFloating),
    };

    private sealed class Value<T>(Parser<T> parse, string? empty) : CellReader
        where T : struct
    {
        private readonly ValueBatch<T> _values = new();

        public override ColumnBatch Batch => _values;

        public override bool TryAdd(ReadOnlySpan<char> text)
        {
            text = text.Trim();
            if (text.IsEmpty || (empty is not null && text.SequenceEqual(empty)))
            {
                _values.AddNull();
                return true;
            }

            if (!parse(text, out var value))
            {
                return false;
            }

            // A number that is none is how every format writes a missing one; it alone differs from itself.
            if (value is double.NaN or float.NaN)
            {
                _values.AddNull();
            }
            else
            {
                _values.Add(value);
            }

            return true;
        }
    }

    private sealed class Values<T>(Parser<T> parse) : CellReader
    {
        private readonly ValueBatch<T[]> _values = new();
        private readonly List<T> _list = [];

        public override ColumnBatch Batch => _values;

        public override bool TryAdd(ReadOnlySpan<char> text)
        {
            text = text.Trim();
            if (text.IsEmpty)
            {
                _values.AddNull();
                return true;
            }

            _list.Clear();
            foreach (var part in text.SplitAny(" \t\r\n,"))
            {
                if (text[part].IsEmpty)
                {
                    continue;
                }

                if (!parse(text[part], out var value))
                {
                    return false;
                }

                _list.Add(value);
            }

            _values.Add([.. _list]);
            return true;
        }
    }

    private sealed class Text(string? empty) : CellReader
    {
        private readonly ValueBatch<string> _values = new();

        public override ColumnBatch Batch => _values;

        public override bool TryAdd(ReadOnlySpan<char> text)
        {
            if (text.IsEmpty || (empty is not null && text.SequenceEqual(empty)))
            {
                _values.AddNull();
            }
            else
            {
                _values.Add(new string(text));
            }

            return true;
        }
    }
}
