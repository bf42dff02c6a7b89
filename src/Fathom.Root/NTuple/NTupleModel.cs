using Fathom.Root.NTuple.Fields;

namespace Fathom.Root.NTuple;

/// <summary>The fields of an RNTuple to be written, in order, with the values of the entry to be filled next.</summary>
public sealed class NTupleModel
{
    private readonly List<NTupleColumn> _columns = [];
    private readonly List<Projection> _projections = [];

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

    /// <summary>Fields that show columns of others.</summary>
    internal IReadOnlyList<Projection> Projections => _projections;

    /// <summary>Belongs to a writer: takes no more fields.</summary>
    internal bool Frozen { get; set; }

    /// <summary>Its header is written: what it takes is added late.</summary>
    internal bool Late { get; set; }

    /// <summary>Adds a field of one number per entry.</summary>
    /// <typeparam name="T">bool, sbyte to ulong, float or double.</typeparam>
    /// <param name="name">Name of the field.</param>
    /// <param name="description">Free text.</param>
    /// <param name="encoding">How the numbers are stored.</param>
    /// <exception cref="ArgumentException">The name is taken, or the format does not allow it.</exception>
    /// <exception cref="NotSupportedException">No column holds <typeparamref name="T"/>, or not in this way.</exception>
    public ScalarColumn<T> AddScalar<T>(string name, string description = "", ColumnEncoding encoding = default) where T : unmanaged =>
        Add(new ScalarColumn<T>(NTupleNaming.Checked(name), description, encoding));

    /// <summary>Adds a field of any number of numbers per entry: <c>std::vector&lt;T&gt;</c>.</summary>
    /// <inheritdoc cref="AddScalar{T}"/>
    public VectorColumn<T> AddVector<T>(string name, string description = "", ColumnEncoding encoding = default) where T : unmanaged =>
        Add(new VectorColumn<T>(NTupleNaming.Checked(name), description, encoding));

    /// <summary>Adds a field of one text per entry: <c>std::string</c>, UTF-8.</summary>
    /// <exception cref="ArgumentException">The name is taken, or the format does not allow it.</exception>
    public StringColumn AddString(string name, string description = "") =>
        Add(new StringColumn(NTupleNaming.Checked(name), description));

    /// <summary>Adds a field of any structure.</summary>
    /// <param name="name">Name of the field.</param>
    /// <param name="type">Its structure.</param>
    /// <param name="description">Free text.</param>
    /// <exception cref="ArgumentException">The name is taken, or the format does not allow it.</exception>
    public StructuredColumn AddField(string name, FieldType type, string description = "")
    {
        ArgumentNullException.ThrowIfNull(type);
        return Add(new StructuredColumn(NTupleNaming.Checked(name), description, type));
    }

    /// <summary>Adds a field that shows the sizes of a collection: it takes no room.</summary>
    /// <param name="name">Name of the field.</param>
    /// <param name="collection">The collection; one within others cannot be shown.</param>
    /// <exception cref="ArgumentException">The name is taken, or the format does not allow it.</exception>
    public void AddCardinality(string name, string collection) => AddProjection(new Projection(NTupleNaming.Checked(name), collection, Cardinality: true));

    /// <summary>Adds a field that shows another, such as a member of the items of a collection: it takes no room.</summary>
    /// <param name="name">Name of the field.</param>
    /// <param name="path">The other field, such as <c>jets.pt</c>, which gives a vector.</param>
    /// <exception cref="ArgumentException">The name is taken, or the format does not allow it.</exception>
    public void AddProjection(string name, string path) => AddProjection(new Projection(NTupleNaming.Checked(name), path, Cardinality: false));

    private void AddProjection(Projection projection)
    {
        CheckFree(projection.Name);
        if (Late)
        {
            throw new InvalidOperationException($"field {projection.Name}: what shows other fields cannot be added while RNTuple {Name} is being written");
        }

        _projections.Add(projection);
    }

    private T Add<T>(T column) where T : NTupleColumn
    {
        CheckFree(column.Name);
        _columns.Add(column);
        return column;
    }

    private void CheckFree(string name)
    {
        if (Frozen)
        {
            throw new InvalidOperationException($"RNTuple {Name} is being written: it takes no more fields");
        }

        if (_columns.Exists(known => known.Name == name) || _projections.Exists(known => known.Name == name))
        {
            throw new ArgumentException($"RNTuple {Name} already has a field {name}", nameof(name));
        }
    }
}
