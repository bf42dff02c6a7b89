namespace Fathom.Root.NTuple.Envelopes;

/// <summary>What a field is in the tree of fields (specification, "Field Description").</summary>
internal enum FieldRole : ushort
{
    Leaf = 0,
    Collection = 1,
    Record = 2,
    Variant = 3,
    Streamer = 4,
}

/// <summary>Properties of a field (specification, "Field Description").</summary>
[Flags]
internal enum FieldTraits : ushort
{
    None = 0,
    Repetitive = 1,
    Projected = 2,
    HasTypeChecksum = 4,
}

/// <summary>A field of the schema (specification, "Field Description").</summary>
/// <param name="Parent">Id of the field above; the own id at the top.</param>
/// <param name="Role">What it is in the tree.</param>
/// <param name="Traits">Its properties.</param>
/// <param name="Name">Its name.</param>
/// <param name="TypeName">Its normalised C++ type.</param>
/// <param name="Description">Free text.</param>
internal sealed record FieldRecord(int Parent, FieldRole Role, FieldTraits Traits, string Name, string TypeName, string Description)
{
    /// <summary>Bytes of the frame at least.</summary>
    internal const int MinimumSize = 44;

    /// <summary>Items of a fixed array, or bits of a bitset; 0 for other fields.</summary>
    internal long ArraySize { get; init; }

    /// <summary>Id of the field that a projected one shows.</summary>
    internal int Source { get; init; }

    internal void Write(EnvelopeWriter writer)
    {
        int frame = writer.BeginRecord();
        writer.U32(0).U32(0).I32(Parent).U16((int)Role).U16((int)Traits)
            .Text(Name).Text(TypeName).Text("").Text(Description);
        if ((Traits & FieldTraits.Repetitive) != 0)
        {
            writer.I64(ArraySize);
        }

        if ((Traits & FieldTraits.Projected) != 0)
        {
            writer.I32(Source);
        }

        writer.EndRecord(frame);
    }

    internal static FieldRecord Read(ref EnvelopeReader list, int id)
    {
        EnvelopeReader frame = list.Record();
        _ = frame.U32();
        _ = frame.U32();
        uint parent = frame.U32();
        FieldRole role = (FieldRole)frame.U16();
        FieldTraits traits = (FieldTraits)frame.U16();
        if (parent > id)
        {
            throw frame.Fault($"the parent of field {id} before it", $"parent {parent}");
        }

        string name = frame.Text();
        string type = frame.Text();
        _ = frame.Text();
        string description = frame.Text();
        long arraySize = (traits & FieldTraits.Repetitive) != 0 ? frame.I64() : 0;
        return arraySize is >= 0 and <= int.MaxValue
            ? new FieldRecord((int)parent, role, traits, name, type, description) { ArraySize = arraySize }
            : throw frame.Fault("a number of items", $"{arraySize}");
    }
}
