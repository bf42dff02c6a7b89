namespace Fathom.Root.NTuple;

/// <summary>The fields of an RNTuple to be written, in order, with the values of the entry to be filled next.</summary>
public sealed class NTupleModel
{
    private readonly List<NTupleColumn> _columns = [];

    /// <summary>An RNTuple without fields.</summary>
    /// <param name="name">Its name in the file.</param>
    /// <param name="description">Free text kept in its header.</param>
    /// <exception cref="ArgumentException">The format does not allow this name.</exception>
    public NTupleModel(string name, string description = "")
    {
        Name = NTupleNaming.Checked(name);
        Description = description;
    }

    /// <summary>Name of the RNTuple in the file.</summary>
    public string Name { get; }

    /// <summary>Free text kept in its header.</summary>
    public string Description { get; }

    /// <summary>The fields so far.</summary>
    public IReadOnlyList<NTupleColumn> Columns => _columns;

    /// <summary>Belongs to a writer: takes no more fields.</summary>
    internal bool Frozen { get; set; }

    /// <summary>Adds a field of one number per entry.</summary>
    /// <typeparam name="T">bool, sbyte to ulong, float or double.</typeparam>
    /// <exception cref="ArgumentException">The name is taken, or the format does not allow it.</exception>
    /// <exception cref="NotSupportedException">No column holds <typeparamref name="T"/>.</exception>
    public ScalarColumn<T> AddScalar<T>(string name, string description = "") where T : unmanaged =>
        Add(new ScalarColumn<T>(NTupleNaming.Checked(name), description));

    /// <summary>Adds a field of any number of numbers per entry: <c>std::vector&lt;T&gt;</c>.</summary>
    /// <inheritdoc cref="AddScalar{T}"/>
    public VectorColumn<T> AddVector<T>(string name, string description = "") where T : unmanaged =>
        Add(new VectorColumn<T>(NTupleNaming.Checked(name), description));

    /// <summary>Adds a field of one text per entry: <c>std::string</c>, UTF-8.</summary>
    /// <exception cref="ArgumentException">The name is taken, or the format does not allow it.</exception>
    public StringColumn AddString(string name, string description = "") =>
        Add(new StringColumn(NTupleNaming.Checked(name), description));

    private T Add<T>(T column) where T : NTupleColumn
    {
        if (Frozen)
        {
            throw new InvalidOperationException($"RNTuple {Name} is being written: it takes no more fields");
        }

        if (_columns.Exists(known => known.Name == column.Name))
        {
            throw new ArgumentException($"RNTuple {Name} already has a field {column.Name}", nameof(column));
        }

        _columns.Add(column);
        return column;
    }
}
