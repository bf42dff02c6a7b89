using System.Runtime.CompilerServices;
using Fathom.Vo.Adql.Functions;

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

/// <summary>NOT.</summary>
internal sealed class NotNode(TruthNode term) : TruthNode
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
