namespace Fathom.Root.NTuple;

/// <summary>The fields of an RNTuple to be written, in order, with the values of the entry to be filled next.</summary>
/// <param name="name">Name of the RNTuple in the file.</param>
/// <param name="description">Free text kept in its header.</param>
public sealed class NTupleModel(string name, string description = "")
{
    /// <summary>Name of the RNTuple in the file.</summary>
    public string Name { get; } = name;

    /// <summary>Free text kept in its header.</summary>
    public string Description { get; } = description;

    /// <summary>Adds a field of one number per entry.</summary>
    /// <typeparam name="T">bool, sbyte to ulong, float or double.</typeparam>
    public ScalarColumn<T> AddScalar<T>(string name, string description = "") where T : unmanaged => throw new NotImplementedException();

    /// <summary>Adds a field of any number of numbers per entry: <c>std::vector&lt;T&gt;</c>.</summary>
    /// <typeparam name="T">bool, sbyte to ulong, float or double.</typeparam>
    public VectorColumn<T> AddVector<T>(string name, string description = "") where T : unmanaged => throw new NotImplementedException();

    /// <summary>Adds a field of one text per entry: <c>std::string</c>, UTF-8.</summary>
    public StringColumn AddString(string name, string description = "") => throw new NotImplementedException();
}

/// <summary>A field of one number per entry.</summary>
public sealed class ScalarColumn<T> where T : unmanaged
{
    /// <summary>The value that the next <see cref="NTupleWriter.Fill"/> writes; kept until set again.</summary>
    public T Value { get; set; }
}

/// <summary>A field of any number of numbers per entry.</summary>
public sealed class VectorColumn<T> where T : unmanaged
{
    /// <summary>Copies the values that the next <see cref="NTupleWriter.Fill"/> writes; kept until set again.</summary>
    public void Set(ReadOnlySpan<T> values) => throw new NotImplementedException();
}

/// <summary>A field of one text per entry.</summary>
public sealed class StringColumn
{
    /// <summary>The text that the next <see cref="NTupleWriter.Fill"/> writes; kept until set again.</summary>
    public string Value { get; set; } = "";
}
