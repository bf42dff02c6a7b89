using System.Numerics;
using System.Runtime.CompilerServices;
using Fathom.Vo.Adql;
using Fathom.Vo.Adql.Functions;
using Fathom.Vo.Adql.Syntax;

namespace Fathom.Vo.Queries.Columnar;

/// <summary>Sums, differences, products and quotients of real numbers; NULL where the result is not finite.</summary>
internal sealed class RealArithmeticNode(ArithmeticOperator sign, Node left, Node right) : Node(new RealVector())
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Evaluate(in RowBlock rows)
    {
        left.Evaluate(rows);
        right.Evaluate(rows);
        ReadOnlySpan<Vector<double>> a = ((RealVector)left.Result).Lanes(rows.Count), b = ((RealVector)right.Result).Lanes(rows.Count);
        Span<Vector<double>> to = ((RealVector)Result).Lanes(rows.Count);
        for (int i = 0; i < to.Length; i++)
        {
            Vector<double> value = sign switch
            {
                ArithmeticOperator.Add => a[i] + b[i],
                ArithmeticOperator.Subtract => a[i] - b[i],
                ArithmeticOperator.Multiply => a[i] * b[i],
                _ => a[i] / b[i],
            };
            to[i] = value + (value - value);
        }
    }
}

/// <summary>The same of whole numbers.</summary>
internal sealed class IntegerArithmeticNode(ArithmeticOperator sign, Node left, Node right, SourcePosition at) : Node(new IntegerVector())
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Evaluate(in RowBlock rows)
    {
        left.Evaluate(rows);
        right.Evaluate(rows);
        var a = (IntegerVector)left.Result;
        var b = (IntegerVector)right.Result;
        var to = (IntegerVector)Result;
        for (int i = 0; i < rows.Count; i++)
        {
            long? value = a.Nulls[i] || b.Nulls[i] ? null : Scalars.Whole(sign, a.Values[i], b.Values[i], at);
            to.Nulls[i] = value is null;
            to.Values[i] = value.GetValueOrDefault();
        }
    }
}

/// <summary>Minus.</summary>
internal sealed class NegationNode(Node value, SourcePosition at) : Node(value.Result is RealVector ? new RealVector() : new IntegerVector())
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Evaluate(in RowBlock rows)
    {
        value.Evaluate(rows);
        for (int i = 0; i < rows.Count; i++)
        {
            if (value.Result is RealVector real)
            {
                ((RealVector)Result).Values[i] = -real.Values[i];
            }
            else
            {
                var whole = (IntegerVector)value.Result;
                var to = (IntegerVector)Result;
                to.Nulls[i] = whole.Nulls[i];
                to.Values[i] = whole.Values[i] == long.MinValue && !whole.Nulls[i] ? throw Scalars.TooLarge(at) : -whole.Values[i];
            }
        }
    }
}

/// <summary>Makes NULL of what is infinite.</summary>
internal static class FiniteOnly
{
    /// <summary>In place.</summary>
    public static void Keep(Span<double> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            // Infinity less itself is not a number, all finite less themselves is 0.
            double value = values[i];
            values[i] = value + (value - value);
        }
    }
}
