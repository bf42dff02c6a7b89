using System.Numerics;

namespace Fathom.Production.Monitor.Selection;

/// <summary>The code in a column is one of many: looked up in a table of codes.</summary>
/// <param name="column">The column of a chunk.</param>
/// <param name="wanted">True at the place of each wanted code; codes beyond its end are not wanted.</param>
internal sealed class InCodes<T>(Func<JobChunk, T[]> column, bool[] wanted) : RowPredicate
    where T : unmanaged, INumber<T>
{
    public override void And(JobChunk chunk, Span<ulong> words)
    {
        ReadOnlySpan<T> values = column(chunk);
        for (int word = 0; word < words.Length; word++)
        {
            ulong kept = 0;
            for (ulong left = words[word]; left != 0; left &= left - 1)
            {
                int bit = BitOperations.TrailingZeroCount(left);
                int code = int.CreateTruncating(values[(word * 64) + bit]);
                kept |= (uint)code < (uint)wanted.Length && wanted[code] ? 1UL << bit : 0;
            }

            words[word] = kept;
        }
    }
}
