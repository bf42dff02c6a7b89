using Fathom.Root.Columns;

namespace Fathom.Root.Batches;

/// <summary>What batches of columns are read from: a tree, an RNTuple, or a chain of them.</summary>
internal interface IBatchSource
{
    /// <summary>Number of entries.</summary>
    long EntryCount { get; }

    /// <summary>Bytes of an entry of these columns in memory, about; at least 1.</summary>
    long BytesPerEntry(IReadOnlyList<string> paths);

    /// <summary>Cuts a range of entries into batches of about this many bytes, where little is unpacked twice.</summary>
    IReadOnlyList<EntryRange> Cut(IReadOnlyList<string> paths, long first, long count, int batchBytes);

    /// <summary>A reader with buffers of its own, to be used by one thread at a time.</summary>
    IBatchReader OpenReader(IReadOnlyList<string> paths);
}

/// <summary>Reads the columns of a batch.</summary>
internal interface IBatchReader : IDisposable
{
    /// <summary>Reads entries of a column.</summary>
    /// <param name="column">Which of the paths.</param>
    /// <param name="first">First entry.</param>
    /// <param name="count">How many.</param>
    /// <param name="reuse">A column of an earlier call, filled again.</param>
    RootColumn Read(int column, long first, int count, RootColumn? reuse);
}
