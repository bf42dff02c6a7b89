using System.Runtime.CompilerServices;
using Fathom.Vo.Adql;
using Fathom.Vo.Adql.Functions;

namespace Fathom.Vo.Queries.Columnar;

/// <summary>SUM and AVG of real numbers.</summary>
internal sealed class RealSum(Node argument, bool isMean) : Accumulator
{
    private double[] _sums = [];
    private long[] _counts = [];

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Add(in RowBlock rows, ReadOnlySpan<int> groups, int count)
    {
        _sums = Room.Of(_sums, count);
        _counts = Room.Of(_counts, count);
        argument.Evaluate(rows);
        ReadOnlySpan<double> values = ((RealVector)argument.Result).Values.AsSpan(0, groups.Length);
        double[] sums = _sums;
        long[] counts = _counts;
        for (int i = 0; i < values.Length; i++)
        {
            double value = values[i];
            if (!double.IsNaN(value))
            {
                sums[groups[i]] += value;
                counts[groups[i]]++;
            }
        }
    }

    /// <inheritdoc/>
    public override Vector Finish(int count)
    {
        (_sums, _counts) = (Room.Of(_sums, count), Room.Of(_counts, count));
        var vector = new RealVector();
        vector.Reserve(count);
        for (int i = 0; i < count; i++)
        {
            double value = isMean ? _sums[i] / _counts[i] : _sums[i];
            vector.Values[i] = _counts[i] > 0 && double.IsFinite(value) ? value : double.NaN;
        }

        return vector;
    }
}

/// <summary>SUM of whole numbers.</summary>
internal sealed class IntegerSum(Node argument, SourcePosition at) : Accumulator
{
    private readonly IntegerVector _sums = new();
    private int _known;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Add(in RowBlock rows, ReadOnlySpan<int> groups, int count)
    {
        Extend(count);
        argument.Evaluate(rows);
        var values = (IntegerVector)argument.Result;
        for (int i = 0; i < groups.Length; i++)
        {
            if (!values.Nulls[i])
            {
                int group = groups[i];
                long sum = _sums.Values[group] + values.Values[i];
                if (((sum ^ _sums.Values[group]) & (sum ^ values.Values[i])) < 0)
                {
                    throw Scalars.TooLarge(at);
                }

                _sums.Values[group] = sum;
                _sums.Nulls[group] = false;
            }
        }
    }

    /// <inheritdoc/>
    public override Vector Finish(int count)
    {
        Extend(count);
        return _sums;
    }

    private void Extend(int count)
    {
        _sums.Reserve(count);
        for (; _known < count; _known++)
        {
            _sums.Nulls[_known] = true;
        }
    }
}
