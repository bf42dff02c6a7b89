using Fathom.Root.Columns;
using Fathom.Root.Objects;
using Fathom.Root.Streamers;
using Fathom.Root.Streamers.Decoders;

namespace Fathom.Root.Trees;

/// <summary>A branch of a tree: one value, list or record per entry. For one thread at a time.</summary>
public sealed class TreeBranch
{
    /// <summary>More than any file has; sums over all branches stay in range.</summary>
    private const long MostBytes = 1L << 46;

    private readonly TreeContext _context;
    private readonly Decoder? _decoder;
    private readonly BasketList _baskets;
    private readonly bool _isObject;
    private BasketReader? _reader;
    private TreeBranch? _counter;
    private RootColumn? _counts;

    internal TreeBranch(RootObject branch, string above, TreeContext context, int depth)
    {
        _context = context;
        RootRecord members = branch.Members;
        Name = members.Text("fName");
        Title = members.Text("fTitle");
        Path = above + Name;
        EntryCount = members.Integer("fEntries") is >= 0 and long entries ? entries
            : throw context.Fault($"a number of entries of {Path}", $"{members.Integer("fEntries")}");
        _baskets = new BasketList(members, context.Path);
        Branches = depth > TreeContext.MaximumDepth
            ? throw context.Fault("branches less deep", Path)
            : [.. (members.Object("fBranches")?.Items.OfType<RootObject>() ?? []).Select(below => new TreeBranch(below, $"{Path}/", context, depth + 1))];
        foreach (TreeBranch below in Branches)
        {
            below.FindCounter(Branches);
        }

        _decoder = Branches.Count > 0 ? null : context.Decoders.Of(branch);
        LeafNames = [.. (members.Object("fLeaves")?.Items.OfType<RootObject>() ?? []).Select(leaf => leaf.Members.Text("fName"))];
        TypeName = _decoder?.TypeName ?? GroupType(members);
        _isObject = members.Has("fClassName") && _decoder is { FixedBytes: 0 } and not SplitMemberDecoder { Item.FixedBytes: > 0 };
        StoredBytes = Math.Clamp(members.Integer("fTotBytes"), 0, MostBytes);
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Its title, which describes its leaves.</summary>
    public string Title { get; }

    /// <summary>Names of the branches above and its own, joined by slashes: <c>Evt/hits/hits.id</c>.</summary>
    public string Path { get; }

    /// <summary>Its type in the words of the field.</summary>
    public string TypeName { get; }

    /// <summary>Number of entries.</summary>
    public long EntryCount { get; }

    /// <summary>Branches below it; it is then a record of them.</summary>
    public IReadOnlyList<TreeBranch> Branches { get; }

    /// <summary>Why it cannot be read; null where it can.</summary>
    public string? Unsupported => _decoder is null
        ? Branches.Select(branch => branch.Unsupported).FirstOrDefault(reason => reason is not null)
        : _decoder.Unsupported;

    /// <summary>Names of its leaves.</summary>
    internal IReadOnlyList<string> LeafNames { get; }

    /// <summary>First entries of its baskets.</summary>
    internal IEnumerable<long> BasketStarts => _baskets.Starts;

    /// <summary>Bytes of all its entries, unpacked, as its writer counted them.</summary>
    internal long StoredBytes { get; }

    /// <summary>Reads entries.</summary>
    /// <param name="first">The first entry.</param>
    /// <param name="count">How many.</param>
    /// <param name="reuse">A column that an earlier call gave: it is emptied and filled again.</param>
    /// <returns>A column of <paramref name="count"/> rows.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The branch does not have these entries.</exception>
    /// <exception cref="RootFormatException">The type is not supported, or a basket is damaged.</exception>
    public RootColumn Read(long first, int count, RootColumn? reuse = null)
    {
        if (first < 0 || count < 0 || first > EntryCount - count)
        {
            throw new ArgumentOutOfRangeException(nameof(first), $"entries {first} to {first + count} of {EntryCount}");
        }

        if (Unsupported is string reason)
        {
            throw _context.Fault($"branch {Path} of a supported type", reason);
        }

        RootColumn column = reuse ?? NewColumn();
        column.Clear();
        if (_decoder is null)
        {
            ReadGroup(first, count, (RecordColumn)column);
        }
        else
        {
            ReadOwn(first, count, column);
        }

        return column;
    }

    /// <summary>This branch and all below it.</summary>
    public IEnumerable<TreeBranch> AllBranches() => Branches.SelectMany(branch => branch.AllBranches()).Prepend(this);

    /// <summary>Gives back what it and the branches below it hold.</summary>
    internal void Release()
    {
        _reader?.Release();
        _counts?.Release();
        foreach (TreeBranch below in Branches)
        {
            below.Release();
        }
    }

    private RootColumn NewColumn() => _decoder?.NewColumn()
        ?? new RecordColumn(TypeName, [.. Branches.Select(branch => branch.Name)], [.. Branches.Select(branch => branch.NewColumn())]);

    private void ReadGroup(long first, int count, RecordColumn record)
    {
        for (int i = 0; i < Branches.Count; i++)
        {
            if (Branches[i].EntryCount < first + count)
            {
                throw _context.Fault($"{EntryCount} entries of {Branches[i].Path}, as {Path} has", $"{Branches[i].EntryCount}");
            }

            Branches[i].Read(first, count, record.Members[i]);
        }

        record.EndRows(count);
    }

    /// <summary>Finds the branch that counts the items of this one, where the offsets of entries are left out.</summary>
    internal void FindCounter(IReadOnlyDictionary<string, TreeBranch> byLeaf)
    {
        if (_decoder is SplitMemberDecoder { CounterLeaf.Length: > 0 } counted && byLeaf.TryGetValue(counted.CounterLeaf, out TreeBranch? counter))
        {
            _counter = ReferenceEquals(counter, this) ? null : counter;
        }
    }

    /// <summary>Offsets of the entries of a basket whose writer left them out (ROOT's kGenerateOffsetMap): they follow from the counter.</summary>
    private void Generate(BasketPlace place, Basket basket)
    {
        if (basket.HasOffsets || basket.Length == 0 || _counter is null || _decoder is not SplitMemberDecoder { Item.FixedBytes: > 0 and int size })
        {
            return;
        }

        _counter._reader ??= _context.NewOwnBaskets();
        _counts = _counter.Read(place.First, basket.Entries, _counts);
        if (!GeneratedOffsets.Fill(_counts, size, basket))
        {
            throw _context.Fault($"{basket.Length} bytes of {Path} in entries {place.First} to {place.First + place.Count}, as {_counter.Path} counts them", "another number");
        }
    }

    private void FindCounter(IReadOnlyList<TreeBranch> beside)
    {
        if (_decoder is CountedMembersDecoder counted)
        {
            string name = counted.CounterBranch(Name);
            _counter = beside.FirstOrDefault(branch => branch.Name == name && branch.EntryCount == EntryCount && branch.Unsupported is null);
            counted.HasCounter = _counter is not null;
        }
    }

    private void ReadOwn(long first, int count, RootColumn column)
    {
        if (_decoder is CountedMembersDecoder counted)
        {
            _counts = _counter!.Read(first, count, _counts);
            counted.Begin(_counts as ListColumn ?? throw _context.Fault($"a list of counts in {_counter.Path}", _counter.TypeName));
        }

        long budget = _context.Options.MaximumReadBytes;
        foreach (BasketPlace place in _baskets.Of(first, count))
        {
            Basket basket = (_reader ??= _context.NewBaskets()).Read(place);
            Generate(place, basket);
            int from = (int)Math.Max(0, first - place.First);
            int to = (int)Math.Min(place.Count, first + count - place.First);
            ReadOnlySpan<int> offsets = basket.Offsets[from..(to + 1)];
            budget -= offsets[^1] - offsets[0];
            if (budget < 0)
            {
                throw _context.Fault($"at most {_context.Options.MaximumReadBytes} bytes of {Path} in one read; read a range of entries", "more");
            }

            Decode(basket, offsets, column);
        }

        if (column.Count != count)
        {
            throw _context.Fault($"{count} entries of {Path} from {first} on", $"{column.Count} in its baskets");
        }
    }

    private void Decode(Basket basket, ReadOnlySpan<int> offsets, RootColumn column)
    {
        ByteCursor cursor = _context.Cursor;
        cursor.Open(basket.Data, basket.Length, basket.Position, basket.KeyLength);
        try
        {
            EntryReader.Read(_decoder!, cursor, basket, offsets, column);
        }
        catch (RootFormatException fault) when (_isObject)
        {
            fault.IsOfObject = true;
            throw;
        }
    }

    /// <summary>A base class is named by what is in it, a member by its class.</summary>
    private string GroupType(RootRecord members)
    {
        const int BaseClass = 1;
        return members.Has("fType") && members.Integer("fType") != BaseClass
            ? members.Text("fClonesName") is { Length: > 0 } items && members.Integer("fType") == 3 ? $"TClonesArray<{items}>" : MemberClass(members)
            : $"(group of {string.Join(", ", Branches.Select(branch => $"{branch.Name}:{branch.TypeName}"))})";
    }

    private string MemberClass(RootRecord members) => _context.Decoders.ClassOf(members);
}
