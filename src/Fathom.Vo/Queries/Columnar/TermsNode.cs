using System.Runtime.CompilerServices;

namespace Fathom.Vo.Queries.Columnar;

/// <summary>AND and OR. A term that may fail is computed for the rows alone that the terms before it leave open; others are faster computed
/// for all.</summary>
/// <param name="isAll">AND.</param>
/// <param name="terms">The terms.</param>
/// <param name="mayFail">Of each term, whether it may fail.</param>
internal sealed class TermsNode(bool isAll, TruthNode[] terms, bool[] mayFail) : TruthNode
{
    private readonly RowSubset? _open = mayFail.Contains(true) ? new RowSubset() : null;
    private readonly byte _decided = isAll ? Truth.False : Truth.True;

    /// <inheritdoc/>
    public override void Evaluate(in RowBlock rows)
    {
        Span<byte> to = Result.AsSpan(0, rows.Count);
        to.Fill(isAll ? Truth.True : Truth.False);
        for (int k = 0; k < terms.Length; k++)
        {
            if (mayFail[k] && k > 0)
            {
                AddOpen(terms[k], to, rows);
            }
            else
            {
                terms[k].Evaluate(rows);
                Add(terms[k].Result, to);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Add(byte[] from, Span<byte> to)
    {
        byte decided = _decided;
        for (int i = 0; i < to.Length; i++)
        {
            // One term decides; else one that is unknown makes all unknown.
            to[i] = to[i] == decided || from[i] == decided ? decided
                : to[i] == Truth.Unknown ? to[i] : from[i];
        }
    }

    private void AddOpen(TruthNode term, Span<byte> to, in RowBlock rows)
    {
        RowSubset open = _open!;
        open.Clear();
        for (int i = 0; i < to.Length; i++)
        {
            if (to[i] != _decided)
            {
                open.Add(i);
            }
        }

        if (open.Count == 0)
        {
            return;
        }

        term.Evaluate(open.Within(rows));
        for (int i = 0; i < open.Count; i++)
        {
            byte found = term.Result[i];
            int row = open.Indices[i];
            to[row] = found == _decided || to[row] != Truth.Unknown ? found : to[row];
        }
    }
}
