using System.Runtime.CompilerServices;
using Fathom.Vo.Adql.Functions;

namespace Fathom.Vo.Queries.Columnar;

/// <summary>The first value that is not NULL. Each is computed for the rows alone for which those before it are NULL.</summary>
internal sealed class CoalesceNode(AdqlType type, Node[] values) : Node(Vector.Of(type))
{
    private readonly RowSubset _open = new();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Evaluate(in RowBlock rows)
    {
        _open.Fill(rows.Count);
        for (int k = 0; k < values.Length && _open.Count > 0; k++)
        {
            values[k].Evaluate(_open.Within(rows));
            Vector from = values[k].Result;
            bool isLast = k == values.Length - 1;
            int left = 0;
            for (int i = 0; i < _open.Count; i++)
            {
                if (!isLast && from.IsNull(i))
                {
                    _open.Keep(i, left++);
                }
                else
                {
                    Result.Copy(from, i, _open.Indices[i]);
                }
            }

            _open.Cut(left);
        }
    }
}

/// <summary>The value of the first branch whose condition is true. A branch is computed for the rows alone that take it, a condition for those
/// that took none before: what cannot be computed elsewhere is no error.</summary>
internal sealed class CaseNode(AdqlType type, TruthNode[] conditions, Node[] values) : Node(Vector.Of(type))
{
    private readonly RowSubset _open = new();
    private readonly RowSubset _taken = new();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Evaluate(in RowBlock rows)
    {
        _open.Fill(rows.Count);
        for (int k = 0; k < conditions.Length && _open.Count > 0; k++)
        {
            conditions[k].Evaluate(_open.Within(rows));
            Split(conditions[k].Result);
            Take(values[k], _taken, rows);
        }

        Take(values[^1], _open, rows);
    }

    private void Split(byte[] truth)
    {
        _taken.Clear();
        int left = 0;
        for (int i = 0; i < _open.Count; i++)
        {
            if (truth[i] == Truth.True)
            {
                _taken.Add(_open.Indices[i]);
            }
            else
            {
                _open.Keep(i, left++);
            }
        }

        _open.Cut(left);
    }

    private void Take(Node value, RowSubset who, in RowBlock rows)
    {
        if (who.Count == 0)
        {
            return;
        }

        value.Evaluate(who.Within(rows));
        for (int i = 0; i < who.Count; i++)
        {
            Result.Copy(value.Result, i, who.Indices[i]);
        }
    }
}
