using Fathom.Root.NTuple.Fields;

namespace Fathom.Root.NTuple;

/// <summary>A field of a model, and the value of the entry to be filled next, or those of a batch of entries.</summary>
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

    /// <summary>Entries of the batch that was set; −1 where none was.</summary>
    internal abstract int BatchCount { get; }

    /// <summary>Where its numbers go, once it was opened; null where they cannot be stored in another way.</summary>
    internal virtual IRepresented? Numbers => null;

    /// <summary>Gives it columns, and adds it to a schema.</summary>
    /// <returns>The id of the field.</returns>
    internal int Describe(FieldSchema schema, bool compressed) => Open(compressed).Describe(schema, -1, Name, Description);

    /// <summary>Makes what takes the values of this field.</summary>
    internal abstract FieldWriter Open(bool compressed);

    /// <summary>Appends the current value.</summary>
    /// <returns>Bytes appended.</returns>
    internal abstract long Fill();

    /// <summary>Bytes that entries of the batch take.</summary>
    internal abstract long BatchBytes(int first, int count);

    /// <summary>Appends entries of the batch.</summary>
    internal abstract void FillBatch(int first, int count);

    /// <summary>The batch was filled: it is let go.</summary>
    internal abstract void EndBatch();
}
