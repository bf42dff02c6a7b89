using Fathom.Root.Batches;
using Fathom.Root.Columns;

namespace Fathom.Root.Chains;

/// <summary>Reads columns of a chain and of its friends, with open files of its own; for one thread at a time.</summary>
internal sealed class ChainColumns(RootChain chain) : IDisposable
{
    private readonly ChainReader _own = chain.OpenFiles();
    private readonly Dictionary<ChainFriend, ChainColumns> _friends = [];

    /// <summary>Reads entries of a column, whose path may begin with the name of a friend.</summary>
    internal RootColumn Read(string path, long first, int count, RootColumn? reuse)
    {
        if (chain.Friend(path, out string theirs) is not ChainFriend friend)
        {
            return _own.Read(path, first, count, reuse);
        }

        ChainColumns columns = Of(friend);
        return friend.Index is null ? columns.Read(theirs, first, count, reuse)
            : ChosenEntries.Read(columns, theirs, friend.Index.Find(this, first, count));
    }

    /// <summary>Cuts entries into batches, where files end and little is unpacked twice.</summary>
    internal List<EntryRange> Cut(IReadOnlyList<string> paths, long first, long count, int batchBytes)
    {
        List<string> own = OwnOf(paths);
        return _own.Cut(own, first, count, (int)Math.Max(1, batchBytes * _own.BytesPerEntry(own) / BytesPerEntry(paths)));
    }

    /// <summary>Bytes of an entry in memory, about, with those of friends.</summary>
    internal long BytesPerEntry(IReadOnlyList<string> paths)
    {
        long bytes = _own.BytesPerEntry(OwnOf(paths));
        foreach (string path in paths)
        {
            bytes += chain.Friend(path, out string theirs) is ChainFriend friend ? Of(friend).BytesPerEntry([theirs]) : 0;
        }

        return bytes;
    }

    public void Dispose()
    {
        _own.Dispose();
        foreach (ChainColumns friend in _friends.Values)
        {
            friend.Dispose();
        }
    }

    private List<string> OwnOf(IReadOnlyList<string> paths) => [.. paths.Where(path => chain.Friend(path, out _) is null)];

    private ChainColumns Of(ChainFriend friend)
    {
        if (!_friends.TryGetValue(friend, out ChainColumns? columns))
        {
            columns = new ChainColumns(friend.Chain);
            _friends.Add(friend, columns);
        }

        return columns;
    }
}
