using Fathom.Root.Columns;

namespace Fathom.Root.NTuple.Fields;

/// <summary>Takes the rows of a field of one structure into the buffers of its columns.</summary>
internal abstract class FieldWriter
{
    /// <summary>Adds the field, the fields below it and their columns.</summary>
    /// <returns>Its id.</returns>
    internal abstract int Describe(FieldSchema schema, int parent, string name, string description);

    /// <summary>Appends rows of a column of this structure.</summary>
    internal abstract void Append(RootColumn rows, int first, int count);

    /// <summary>Bytes that these rows take in the buffers.</summary>
    internal abstract long Bytes(RootColumn rows, int first, int count);
}
