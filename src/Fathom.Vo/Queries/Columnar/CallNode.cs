using System.Numerics;
using System.Runtime.CompilerServices;
using Fathom.Vo.Adql.Functions;
using Fathom.Vo.Adql.Geometry;

namespace Fathom.Vo.Queries.Columnar;

/// <summary>A function of one real number.</summary>
internal sealed class RealCallNode(Func<double, double> function, Node argument) : Node(new RealVector())
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Evaluate(in RowBlock rows)
    {
        argument.Evaluate(rows);
        ReadOnlySpan<double> from = ((RealVector)argument.Result).Values.AsSpan(0, rows.Count);
        Span<double> to = ((RealVector)Result).Values.AsSpan(0, rows.Count);
        for (int i = 0; i < to.Length; i++)
        {
            double x = from[i];
            to[i] = double.IsNaN(x) ? x : function(x);
        }

        FiniteOnly.Keep(to);
    }
}

/// <summary>FLOOR, of which a processor does several at once.</summary>
internal sealed class FloorNode(Node argument) : Node(new RealVector())
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Evaluate(in RowBlock rows)
    {
        argument.Evaluate(rows);
        ReadOnlySpan<Vector<double>> from = ((RealVector)argument.Result).Lanes(rows.Count);
        Span<Vector<double>> to = ((RealVector)Result).Lanes(rows.Count);
        for (int i = 0; i < to.Length; i++)
        {
            to[i] = System.Numerics.Vector.Floor(from[i]);
        }
    }
}

/// <summary>A function of any values.</summary>
internal sealed class CallNode(ScalarFunction function, Node[] arguments) : Node(Vector.Of(function.Result))
{
    private readonly object?[] _values = new object?[arguments.Length];

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Evaluate(in RowBlock rows)
    {
        foreach (Node argument in arguments)
        {
            argument.Evaluate(rows);
        }

        for (int i = 0; i < rows.Count; i++)
        {
            for (int k = 0; k < arguments.Length; k++)
            {
                _values[k] = arguments[k].Result.Box(i);
            }

            Result.Set(i, Scalars.Call(function, _values));
        }
    }
}

/// <summary>Whether positions are in one circle.</summary>
internal sealed class InCircleNode(Node longitude, Node latitude, InCircle circle) : Node(new IntegerVector())
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Evaluate(in RowBlock rows)
    {
        longitude.Evaluate(rows);
        latitude.Evaluate(rows);
        double[] x = ((RealVector)longitude.Result).Values, y = ((RealVector)latitude.Result).Values;
        var to = (IntegerVector)Result;
        for (int i = 0; i < rows.Count; i++)
        {
            to.Nulls[i] = !double.IsFinite(x[i]) || !(Math.Abs(y[i]) <= 90);
            to.Values[i] = circle.Contains(x[i], y[i]) ? 1 : 0;
        }
    }
}

/// <summary>Texts joined.</summary>
internal sealed class ConcatenateNode(Node left, Node right) : Node(new TextVector())
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Evaluate(in RowBlock rows)
    {
        left.Evaluate(rows);
        right.Evaluate(rows);
        string?[] a = ((TextVector)left.Result).Values, b = ((TextVector)right.Result).Values;
        string?[] to = ((TextVector)Result).Values;
        for (int i = 0; i < rows.Count; i++)
        {
            to[i] = a[i] is null || b[i] is null ? null : a[i] + b[i];
        }
    }
}
