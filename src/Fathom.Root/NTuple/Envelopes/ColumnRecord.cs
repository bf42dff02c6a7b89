using Fathom.Root.NTuple.Pages;

namespace Fathom.Root.NTuple.Envelopes;

/// <summary>A physical column (specification, "Column Description").</summary>
/// <param name="Type">How its elements are stored.</param>
/// <param name="Bits">Bits of an element.</param>
/// <param name="Field">Id of the field that it belongs to.</param>
/// <param name="Representation">Which of the alternative representations of the field it is part of.</param>
/// <param name="Deferred">It was added while writing: its first elements are missing.</param>
internal sealed record ColumnRecord(ColumnType Type, int Bits, int Field, int Representation, bool Deferred)
{
    /// <summary>Smallest value of a quantised column.</summary>
    internal double Minimum { get; init; }

    /// <summary>Largest value of a quantised column.</summary>
    internal double Maximum { get; init; }

    /// <summary>Bytes of the frame at least.</summary>
    internal const int MinimumSize = 20;

    /// <summary>
    /// Of a deferred column that is written: the elements that are missing; where other columns of the field have them, less
    /// than 0: the last such element, with a minus.
    /// </summary>
    internal long FirstElement { get; init; }

    private const int DeferredFlag = 1;
    private const int RangeFlag = 2;

    internal void Write(EnvelopeWriter writer)
    {
        bool ranged = Type == ColumnType.Real32Quantised;
        int frame = writer.BeginRecord();
        writer.U16((int)Type).U16(Bits).I32(Field).U16((ranged ? RangeFlag : 0) | (Deferred ? DeferredFlag : 0)).U16(Representation);
        if (Deferred)
        {
            writer.I64(FirstElement);
        }

        if (ranged)
        {
            writer.F64(Minimum).F64(Maximum);
        }

        writer.EndRecord(frame);
    }

    internal static ColumnRecord Read(ref EnvelopeReader list, int fieldCount)
    {
        EnvelopeReader frame = list.Record();
        ColumnType type = (ColumnType)frame.U16();
        int bits = frame.U16();
        uint field = frame.U32();
        int flags = frame.U16();
        int representation = frame.U16();
        _ = (flags & DeferredFlag) != 0 ? frame.I64() : 0;
        bool ranged = (flags & RangeFlag) != 0;
        return field < fieldCount
            ? new ColumnRecord(type, bits, (int)field, representation, (flags & DeferredFlag) != 0)
            {
                Minimum = ranged ? frame.F64() : 0,
                Maximum = ranged ? frame.F64() : 0,
            }
            : throw frame.Fault($"a column of one of {fieldCount} fields", $"field {field}");
    }
}

/// <summary>A column that shows the elements of another one (specification, "Alias columns").</summary>
/// <param name="Column">Id of the physical column.</param>
/// <param name="Field">Id of the projected field.</param>
internal sealed record AliasRecord(int Column, int Field)
{
    /// <summary>Bytes of the frame at least.</summary>
    internal const int MinimumSize = 16;

    internal void Write(EnvelopeWriter writer)
    {
        int frame = writer.BeginRecord();
        writer.I32(Column).I32(Field).EndRecord(frame);
    }

    internal static AliasRecord Read(ref EnvelopeReader list, int columnCount, int fieldCount)
    {
        EnvelopeReader frame = list.Record();
        uint column = frame.U32();
        uint field = frame.U32();
        return column < columnCount && field < fieldCount
            ? new AliasRecord((int)column, (int)field)
            : throw frame.Fault($"one of {columnCount} columns and {fieldCount} fields", $"column {column}, field {field}");
    }
}
