using Fathom.Root.Batches;
using Fathom.Root.Columns;
using Fathom.Root.Records;

namespace Fathom.Root.Chains;

/// <summary>
/// Trees or RNTuples of one name in many files, one after the other as if they were one, and beside them those of other
/// chains (friends). Few files are open at a time.
/// </summary>
public sealed class RootChain : IDisposable
{
    private readonly List<ChainFile> _files = [];
    private readonly Dictionary<string, string> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ChainFriend> _friends = new(StringComparer.Ordinal);
    private readonly RootReadOptions _options;
    private readonly string _name;
    private readonly ChainColumns _columns;

    private RootChain(string name, RootReadOptions options)
    {
        _name = name;
        _options = options;
        _columns = new ChainColumns(this);
    }

    /// <summary>Number of entries of all files.</summary>
    public long EntryCount { get; private set; }

    /// <summary>The files, in order.</summary>
    public IEnumerable<string> Files => _files.Select(file => file.Path);

    /// <summary>Paths of all columns; those of a friend follow its name and a dot.</summary>
    public IEnumerable<string> Paths => _types.Keys.Concat(_friends.SelectMany(friend => friend.Value.Chain.Paths.Select(path => $"{friend.Key}.{path}")));

    /// <summary>Opens a chain: looks into every file, one at a time.</summary>
    /// <param name="name">The tree or RNTuple, with the folders above it.</param>
    /// <param name="files">Files, in whose names * and ? stand for any characters and any one.</param>
    /// <param name="options">Limits; defaults when null.</param>
    /// <exception cref="FileNotFoundException">A name or pattern fits no file.</exception>
    /// <exception cref="RootFormatException">A file is damaged, or lacks a column of the first one, or has it of another type.</exception>
    public static RootChain Open(string name, IEnumerable<string> files, RootReadOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(files);
        RootChain chain = new(name, options ?? new RootReadOptions());
        foreach (string file in FilePatterns.Expand(files))
        {
            chain.Add(file);
        }

        return chain._files.Count > 0 ? chain : throw new ArgumentException("a chain of at least one file", nameof(files));
    }

    /// <summary>The type of a column in the words of the field.</summary>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    public string TypeOf(string path) => Friend(path, out string own) is ChainFriend friend ? friend.Chain.TypeOf(own)
        : _types.GetValueOrDefault(path) ?? throw new ArgumentException($"no column {path} in chain {_name}", nameof(path));

    /// <summary>Puts another chain beside this one, entry by entry.</summary>
    /// <param name="name">Its columns are then called <c>name.path</c>.</param>
    /// <param name="friend">The other chain, which stays the caller's.</param>
    /// <exception cref="ArgumentException">It has another number of entries, or the name is taken.</exception>
    public void AddFriend(string name, RootChain friend)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(friend);
        if (friend.EntryCount != EntryCount)
        {
            throw new ArgumentException($"{EntryCount} entries expected, {friend.EntryCount} found; give index columns to match others", nameof(friend));
        }

        Add(name, new ChainFriend(friend, null));
    }

    /// <summary>
    /// Puts another chain beside this one: to each entry the one with the same numbers in the index columns; zeros, empty
    /// texts and empty lists where there is none.
    /// </summary>
    /// <param name="name">Its columns are then called <c>name.path</c>.</param>
    /// <param name="friend">The other chain, which stays the caller's.</param>
    /// <param name="index">One or two columns of whole numbers that both have: run and event, say.</param>
    /// <param name="maximumEntries">Entries that the index may have; it takes about 40 bytes for each. Default: 20 million.</param>
    /// <exception cref="ArgumentException">The columns are not whole numbers, two entries have the same, or there are too many.</exception>
    public void AddFriend(string name, RootChain friend, IReadOnlyList<string> index, int maximumEntries = 20_000_000)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(friend);
        Add(name, new ChainFriend(friend, ChainIndex.Of(friend, index, maximumEntries)));
    }

    /// <summary>Reads entries of a column, over the bounds of files.</summary>
    /// <param name="path">One of <see cref="Paths"/>.</param>
    /// <param name="first">The first entry.</param>
    /// <param name="count">How many.</param>
    /// <param name="reuse">A column that an earlier call gave for this path: it may be filled again.</param>
    /// <exception cref="ArgumentOutOfRangeException">The chain does not have these entries.</exception>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    /// <exception cref="RootFormatException">A file is damaged, or changed since the chain was opened.</exception>
    public RootColumn Read(string path, long first, int count, RootColumn? reuse = null)
    {
        if (first < 0 || count < 0 || first > EntryCount - count)
        {
            throw new ArgumentOutOfRangeException(nameof(first), $"entries {first} to {first + count} of {EntryCount}");
        }

        _ = TypeOf(path);
        return _columns.Read(path, first, count, reuse);
    }

    /// <summary>Chosen columns, those of friends too, batch after batch, read ahead on other threads.</summary>
    /// <inheritdoc cref="Trees.TreeReader.Stream(IReadOnlyList{string}, long, long?, BatchOptions)"/>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    public ColumnStream Stream(IReadOnlyList<string> paths, long first = 0, long? count = null, BatchOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(paths);
        foreach (string path in paths)
        {
            _ = TypeOf(path);
        }

        return new ColumnStream(new Source(this), paths, first, count ?? Math.Max(0, EntryCount - first), options ?? new BatchOptions());
    }

    /// <summary>A record for each entry; columns of friends are named by <see cref="RootColumnAttribute"/>.</summary>
    /// <inheritdoc cref="Trees.TreeReader.Records{T}(long, long?)"/>
    public IEnumerable<T> Records<T>(long first = 0, long? count = null) =>
        RecordRows.Of<T>([.. Paths], path => Read(path, 0, 0), paths => Stream(paths, first, count));

    /// <summary>Closes the files that are open.</summary>
    public void Dispose() => _columns.Dispose();

    /// <summary>Reads the files anew, for another thread.</summary>
    internal ChainReader OpenFiles() => new(_files, _name, _options);

    /// <summary>The friend that a path begins with; the column itself may have dots, too.</summary>
    internal ChainFriend? Friend(string path, out string own)
    {
        foreach ((string name, ChainFriend friend) in _friends)
        {
            if (path.Length > name.Length && path[name.Length] == '.' && path.StartsWith(name, StringComparison.Ordinal))
            {
                own = path[(name.Length + 1)..];
                return friend;
            }
        }

        own = path;
        return null;
    }

    private void Add(string name, ChainFriend friend)
    {
        if (_types.ContainsKey(name) || !_friends.TryAdd(name, friend))
        {
            throw new ArgumentException($"the name {name} is taken", nameof(name));
        }
    }

    private void Add(string path)
    {
        using EntrySource source = EntrySource.Open(path, _name, _options);
        Dictionary<string, string> types = new(StringComparer.Ordinal);
        foreach ((string column, string type) in source.Columns)
        {
            types.TryAdd(column, type);
        }

        foreach ((string column, string type) in types.Where(_ => _files.Count == 0))
        {
            _types.Add(column, type);
        }

        foreach ((string column, string type) in _types.Where(known => types.GetValueOrDefault(known.Key) != known.Value))
        {
            throw new RootFormatException(path, 0, $"column {column} of type {type}, as in {_files[0].Path}", types.GetValueOrDefault(column) ?? "none");
        }

        _files.Add(new ChainFile(path, EntryCount, source.EntryCount));
        EntryCount += source.EntryCount;
    }

    private sealed class Source(RootChain chain) : IBatchSource
    {
        public long EntryCount => chain.EntryCount;

        public long BytesPerEntry(IReadOnlyList<string> paths) => chain._columns.BytesPerEntry(paths);

        public IReadOnlyList<EntryRange> Cut(IReadOnlyList<string> paths, long first, long count, int batchBytes) =>
            chain._columns.Cut(paths, first, count, batchBytes);

        public IBatchReader OpenReader(IReadOnlyList<string> paths) => new Reader(new ChainColumns(chain), paths);
    }

    private sealed class Reader(ChainColumns columns, IReadOnlyList<string> paths) : IBatchReader
    {
        public RootColumn Read(int column, long first, int count, RootColumn? reuse) => columns.Read(paths[column], first, count, reuse);

        public void Dispose() => columns.Dispose();
    }
}
