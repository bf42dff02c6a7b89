using System.Buffers;
using System.Numerics;

namespace Fathom.Production.Monitor.Selection;

/// <summary>A set of rows of a table: one bit a row, in pooled memory.</summary>
internal sealed class RowSet : IDisposable
{
    /// <summary>Words of 64 rows in a chunk.</summary>
    public const int WordsOfChunk = JobTable.ChunkRows / 64;

    private readonly ulong[] _words;
    private readonly int[] _counts;

    private RowSet(JobChunk[] chunks)
    {
        Chunks = chunks;
        _words = ArrayPool<ulong>.Shared.Rent(Math.Max(1, chunks.Length * WordsOfChunk));
        _counts = new int[chunks.Length];
    }

    /// <summary>The chunks of the table when the set was made.</summary>
    public JobChunk[] Chunks { get; }

    /// <summary>Number of rows in the set.</summary>
    public long Count { get; private set; }

    /// <summary>The rows for which everything holds.</summary>
    public static RowSet Of(JobTable table, RowPredicates predicates)
    {
        var set = new RowSet(table.Chunks.ToArray());
        for (int chunk = 0; chunk < set.Chunks.Length; chunk++)
        {
            set.Fill(chunk, predicates);
        }

        return set;
    }

    /// <summary>Rows of the set in a chunk.</summary>
    public int CountOf(int chunk) => _counts[chunk];

    /// <summary>The bits of a chunk.</summary>
    public ReadOnlySpan<ulong> Of(int chunk) => Words(chunk);

    public void Dispose() => ArrayPool<ulong>.Shared.Return(_words);

    private Span<ulong> Words(int chunk) => _words.AsSpan(chunk * WordsOfChunk, WordsOfChunk);

    private void Fill(int index, RowPredicates predicates)
    {
        JobChunk chunk = Chunks[index];
        Span<ulong> words = Words(index);
        words.Clear();
        lock (chunk.Gate)
        {
            predicates.Select(chunk, index, words);
        }

        int count = 0;
        foreach (ulong word in words)
        {
            count += BitOperations.PopCount(word);
        }

        _counts[index] = count;
        Count += count;
    }
}
