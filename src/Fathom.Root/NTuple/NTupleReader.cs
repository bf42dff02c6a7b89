namespace Fathom.Root.NTuple;

/// <summary>One RNTuple of a file: its fields, and their values column by column.</summary>
public sealed class NTupleReader
{
    internal NTupleReader()
    {
    }

    /// <summary>Name of the RNTuple.</summary>
    public string Name => throw new NotImplementedException();

    /// <summary>Free text of its header.</summary>
    public string Description => throw new NotImplementedException();

    /// <summary>Number of entries.</summary>
    public long EntryCount => throw new NotImplementedException();

    /// <summary>The top-level fields, in order.</summary>
    public IReadOnlyList<NTupleField> Fields => throw new NotImplementedException();

    /// <summary>All values of a field of one number per entry.</summary>
    /// <exception cref="ArgumentException">No such field, or it is of another type.</exception>
    /// <exception cref="RootFormatException">A page is damaged.</exception>
    public T[] ReadScalars<T>(string field) where T : unmanaged => throw new NotImplementedException();

    /// <summary>Values of <paramref name="count"/> entries from <paramref name="first"/> on.</summary>
    public T[] ReadScalars<T>(string field, long first, int count) where T : unmanaged => throw new NotImplementedException();

    /// <summary>All values of a <c>std::vector</c> field.</summary>
    public Jagged<T> ReadVectors<T>(string field) where T : unmanaged => throw new NotImplementedException();

    /// <summary>Values of a <c>std::vector</c> field in <paramref name="count"/> entries from <paramref name="first"/> on.</summary>
    public Jagged<T> ReadVectors<T>(string field, long first, int count) where T : unmanaged => throw new NotImplementedException();

    /// <summary>All texts of a <c>std::string</c> field.</summary>
    public string[] ReadStrings(string field) => throw new NotImplementedException();

    /// <summary>Texts of <paramref name="count"/> entries from <paramref name="first"/> on.</summary>
    public string[] ReadStrings(string field, long first, int count) => throw new NotImplementedException();
}

/// <summary>A field of an RNTuple.</summary>
/// <param name="Name">Name of the field.</param>
/// <param name="TypeName">Its C++ type, such as <c>std::vector&lt;float&gt;</c>.</param>
/// <param name="Description">Free text.</param>
public sealed record NTupleField(string Name, string TypeName, string Description);
