using Fathom.Vo.Adql.Functions;
using Fathom.Vo.Adql.Syntax;

namespace Fathom.Vo.Queries.Columnar;

/// <summary>Computes a condition for each row of a block.</summary>
internal abstract class TruthNode
{
    /// <summary>Truth of the block that was computed last, as <see cref="Truth"/> says it.</summary>
    public byte[] Result { get; } = new byte[RowBlock.Most];

    /// <summary>Computes a block.</summary>
    public abstract void Evaluate(in RowBlock rows);

    /// <summary>Of a condition that is known.</summary>
    protected static byte Of(bool value) => value ? Truth.True : Truth.False;
}

/// <summary>Real numbers compared.</summary>
internal sealed class RealComparison(ComparisonOperator comparison, Node left, Node right) : TruthNode
{
    /// <inheritdoc/>
    public override void Evaluate(in RowBlock rows)
    {
        left.Evaluate(rows);
        right.Evaluate(rows);
        double[] a = ((RealVector)left.Result).Values, b = ((RealVector)right.Result).Values;
        for (int i = 0; i < rows.Count; i++)
        {
            double x = a[i], y = b[i];
            Result[i] = double.IsNaN(x) || double.IsNaN(y) ? Truth.Unknown : Of(comparison switch
            {
                ComparisonOperator.Equal => x == y,
                ComparisonOperator.NotEqual => x != y,
                ComparisonOperator.Less => x < y,
                ComparisonOperator.LessOrEqual => x <= y,
                ComparisonOperator.Greater => x > y,
                _ => x >= y,
            });
        }
    }
}

/// <summary>Whole numbers or texts compared.</summary>
internal sealed class OrderComparison(ComparisonOperator comparison, Node left, Node right) : TruthNode
{
    /// <inheritdoc/>
    public override void Evaluate(in RowBlock rows)
    {
        left.Evaluate(rows);
        right.Evaluate(rows);
        for (int i = 0; i < rows.Count; i++)
        {
            if (left.Result.IsNull(i) || right.Result.IsNull(i))
            {
                Result[i] = Truth.Unknown;
                continue;
            }

            int order = left.Result is IntegerVector a
                ? a.Values[i].CompareTo(((IntegerVector)right.Result).Values[i])
                : TextOrder.Compare(((TextVector)left.Result).Values[i]!, ((TextVector)right.Result).Values[i]!);
            Result[i] = Of(comparison switch
            {
                ComparisonOperator.Equal => order == 0,
                ComparisonOperator.NotEqual => order != 0,
                ComparisonOperator.Less => order < 0,
                ComparisonOperator.LessOrEqual => order <= 0,
                ComparisonOperator.Greater => order > 0,
                _ => order >= 0,
            });
        }
    }
}

/// <summary>AND and OR.</summary>
internal sealed class TermsNode(bool isAll, TruthNode[] terms) : TruthNode
{
    /// <inheritdoc/>
    public override void Evaluate(in RowBlock rows)
    {
        Span<byte> to = Result.AsSpan(0, rows.Count);
        to.Fill(isAll ? Truth.True : Truth.False);
        byte decided = isAll ? Truth.False : Truth.True;
        foreach (TruthNode term in terms)
        {
            term.Evaluate(rows);
            byte[] from = term.Result;
            for (int i = 0; i < to.Length; i++)
            {
                // One term decides; else one that is unknown makes all unknown.
                to[i] = to[i] == decided || from[i] == decided ? decided
                    : to[i] == Truth.Unknown ? to[i] : from[i];
            }
        }
    }
}

/// <summary>NOT.</summary>
internal sealed class NotNode(TruthNode term) : TruthNode
{
    /// <inheritdoc/>
    public override void Evaluate(in RowBlock rows)
    {
        term.Evaluate(rows);
        for (int i = 0; i < rows.Count; i++)
        {
            Result[i] = term.Result[i] == Truth.Unknown ? Truth.Unknown : (byte)(1 - term.Result[i]);
        }
    }
}

/// <summary>IS NULL.</summary>
internal sealed class IsNullNode(Node value) : TruthNode
{
    /// <inheritdoc/>
    public override void Evaluate(in RowBlock rows)
    {
        value.Evaluate(rows);
        for (int i = 0; i < rows.Count; i++)
        {
            Result[i] = Of(value.Result.IsNull(i));
        }
    }
}

/// <summary>LIKE and ILIKE.</summary>
internal sealed class LikeNode(Node value, Node pattern, bool ignoresCase) : TruthNode
{
    /// <inheritdoc/>
    public override void Evaluate(in RowBlock rows)
    {
        value.Evaluate(rows);
        pattern.Evaluate(rows);
        string?[] texts = ((TextVector)value.Result).Values, patterns = ((TextVector)pattern.Result).Values;
        for (int i = 0; i < rows.Count; i++)
        {
            Result[i] = texts[i] is { } text && patterns[i] is { } form ? Of(TextPattern.Matches(text, form, ignoresCase)) : Truth.Unknown;
        }
    }
}

/// <summary>One of a set of constants.</summary>
/// <param name="value">What is looked for.</param>
/// <param name="items">The constants that are not NULL, boxed as the value's vector boxes.</param>
/// <param name="hasNull">True where a constant is NULL: then nothing is surely not among them.</param>
internal sealed class InNode(Node value, HashSet<object> items, bool hasNull) : TruthNode
{
    /// <inheritdoc/>
    public override void Evaluate(in RowBlock rows)
    {
        value.Evaluate(rows);
        for (int i = 0; i < rows.Count; i++)
        {
            Result[i] = value.Result.Box(i) is not { } box ? Truth.Unknown
                : items.Contains(box) ? Truth.True
                : hasNull ? Truth.Unknown : Truth.False;
        }
    }
}
