using Fathom.Root.Columns;

namespace Fathom.Root.Batches;

/// <summary>Consecutive entries of chosen columns; valid until the next batch is asked for.</summary>
public readonly struct ColumnBatch
{
    private readonly string[] _paths;
    private readonly RootColumn[] _columns;

    internal ColumnBatch(long first, int count, string[] paths, RootColumn[] columns)
    {
        FirstEntry = first;
        Count = count;
        _paths = paths;
        _columns = columns;
    }

    /// <summary>The first entry.</summary>
    public long FirstEntry { get; }

    /// <summary>Number of entries.</summary>
    public int Count { get; }

    /// <summary>A column by its place among those chosen.</summary>
    public RootColumn this[int column] => _columns[column];

    /// <summary>A column by its path as it was chosen.</summary>
    /// <exception cref="ArgumentException">It was not chosen.</exception>
    public RootColumn this[string path] => Array.IndexOf(_paths, path) is >= 0 and int column
        ? _columns[column]
        : throw new ArgumentException($"column {path} was not chosen, but {string.Join(", ", _paths)}", nameof(path));

    /// <summary>One number per entry, shape (<see cref="Count"/>).</summary>
    /// <typeparam name="T">The type of the column; nothing is converted.</typeparam>
    /// <exception cref="ArgumentException">It is of another type, or was not chosen.</exception>
    public ReadOnlySpan<T> Numbers<T>(string path) where T : unmanaged => this[path] is NumberColumn<T> numbers
        ? numbers.Values
        : throw new ArgumentException($"column {path} does not have one {typeof(T).Name} per entry", nameof(path));

    /// <summary>A list of numbers per entry.</summary>
    /// <typeparam name="T">The type of the items; nothing is converted.</typeparam>
    /// <exception cref="ArgumentException">It is of another type, or was not chosen.</exception>
    public JaggedSpan<T> Lists<T>(string path) where T : unmanaged => this[path] is ListColumn { Items: NumberColumn<T> numbers } lists
        ? new JaggedSpan<T>(lists.Offsets, numbers.Values)
        : throw new ArgumentException($"column {path} does not have a list of {typeof(T).Name} per entry", nameof(path));
}
