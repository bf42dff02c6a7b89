using Fathom.Root.Trees.Writing;

namespace Fathom.Root.Trees;

/// <summary>The branches of a tree to be written, in order, with the values of the entry to be filled next.</summary>
public sealed class TreeModel
{
    private readonly List<TreeColumn> _columns = [];

    /// <summary>A tree without branches.</summary>
    /// <param name="name">Its name in the file.</param>
    /// <param name="title">Its title.</param>
    /// <exception cref="ArgumentException">The name is empty or has a slash.</exception>
    public TreeModel(string name, string title = "")
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(title);
        Name = !name.Contains('/', StringComparison.Ordinal) ? name : throw new ArgumentException($"\"{name}\" is no name of a tree", nameof(name));
        Title = title;
    }

    /// <summary>Name of the tree in the file.</summary>
    public string Name { get; }

    /// <summary>Its title.</summary>
    public string Title { get; }

    /// <summary>The branches so far.</summary>
    public IReadOnlyList<TreeColumn> Columns => _columns;

    /// <summary>Belongs to a writer: takes no more branches.</summary>
    internal bool Frozen { get; set; }

    /// <summary>Adds a branch of one number per entry.</summary>
    /// <typeparam name="T">bool, sbyte to ulong, float or double.</typeparam>
    /// <exception cref="ArgumentException">The name is taken, or the format does not allow it.</exception>
    /// <exception cref="NotSupportedException">No leaf holds <typeparamref name="T"/>.</exception>
    public TreeScalarColumn<T> AddScalar<T>(string name) where T : unmanaged => Add(new TreeScalarColumn<T>(name, 1));

    /// <summary>Adds a branch of as many numbers in every entry: <c>x[length]</c>.</summary>
    /// <inheritdoc cref="AddScalar{T}"/>
    public TreeScalarColumn<T> AddArray<T>(string name, int length) where T : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        return Add(new TreeScalarColumn<T>(name, length));
    }

    /// <summary>Adds a branch of any number of numbers per entry, <c>x[nx]</c>, and one of their counts before it.</summary>
    /// <typeparam name="T">bool, sbyte to ulong, float or double.</typeparam>
    /// <param name="name">Name of the branch.</param>
    /// <param name="counter">
    /// Name of the branch of counts; <c>n</c> and the name without it. Where a branch added before has this counter, both have
    /// it: their entries must then be of the same lengths.
    /// </param>
    /// <exception cref="ArgumentException">A name is taken, or the format does not allow it.</exception>
    /// <exception cref="NotSupportedException">No leaf holds <typeparamref name="T"/>.</exception>
    public TreeVectorColumn<T> AddVector<T>(string name, string? counter = null) where T : unmanaged
    {
        TreeCounter? shared = counter is null ? null : _columns.Find(column => column.Counter?.Name == counter)?.Counter;
        return Add(new TreeVectorColumn<T>(name, counter ?? $"n{name}", shared));
    }

    /// <summary>Adds a branch of objects of <c>std::vector&lt;T&gt;</c>.</summary>
    /// <inheritdoc cref="AddScalar{T}"/>
    public TreeStdVectorColumn<T> AddStdVector<T>(string name) where T : unmanaged => Add(new TreeStdVectorColumn<T>(name));

    /// <summary>Adds a branch of one text per entry.</summary>
    /// <exception cref="ArgumentException">The name is taken, or the format does not allow it.</exception>
    public TreeStringColumn AddString(string name) => Add(new TreeStringColumn(name));

    private T Add<T>(T column) where T : TreeColumn
    {
        if (Frozen)
        {
            throw new InvalidOperationException($"tree {Name} is being written: it takes no more branches");
        }

        HashSet<string> taken = [.. _columns.SelectMany(known => known.BranchNames)];
        if (column.BranchNames.FirstOrDefault(name => !taken.Add(name)) is string twice)
        {
            throw new ArgumentException($"tree {Name} already has a branch {twice}", nameof(column));
        }

        _columns.Add(column);
        return column;
    }
}
