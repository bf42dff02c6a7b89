namespace Fathom.Root.NTuple;

/// <summary>Takes the entries of one RNTuple.</summary>
public sealed class NTupleWriter
{
    internal NTupleWriter()
    {
    }

    /// <summary>Entries filled so far.</summary>
    public long EntryCount => throw new NotImplementedException();

    /// <summary>Appends one entry with the current values of the model's columns.</summary>
    public void Fill() => throw new NotImplementedException();
}
