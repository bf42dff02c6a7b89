using Fathom.Root.NTuple.Envelopes;
using Fathom.Root.NTuple.Pages;

namespace Fathom.Root.NTuple;

/// <summary>A field of a model, and the value of the entry to be filled next.</summary>
public abstract class NTupleColumn
{
    private protected NTupleColumn(string name, string description)
    {
        Name = name;
        Description = description;
    }

    /// <summary>Name of the field.</summary>
    public string Name { get; }

    /// <summary>Free text of the field.</summary>
    public string Description { get; }

    /// <summary>C++ type of the field.</summary>
    public abstract string TypeName { get; }

    /// <summary>Adds the field with its subfields to the schema.</summary>
    /// <returns>The buffers of its columns; their ids follow in this order.</returns>
    internal abstract IReadOnlyList<ColumnBuffer> Describe(Schema schema, bool compressed);

    /// <summary>Appends the current value to the buffers.</summary>
    /// <returns>Bytes appended.</returns>
    internal abstract int Fill();

    private protected static void AddColumn(Schema schema, ColumnBuffer buffer, int field, bool compressed)
    {
        ColumnType type = buffer.Type.Stored(compressed);
        schema.Add(new ColumnRecord(type, type.Bits(), field, Representation: 0, Deferred: false));
    }

    private protected int AddField(Schema schema, FieldRole role) =>
        schema.Add(new FieldRecord(schema.Fields.Count, role, FieldTraits.None, Name, TypeName, Description));
}
