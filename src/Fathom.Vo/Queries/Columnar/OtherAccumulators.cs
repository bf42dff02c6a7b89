using System.Runtime.CompilerServices;
using System.Text;
using Fathom.Vo.Adql;
using Fathom.Vo.Adql.Functions;

namespace Fathom.Vo.Queries.Columnar;

/// <summary>MIN and MAX.</summary>
/// <param name="argument">Its values.</param>
/// <param name="type">Their type.</param>
/// <param name="sign">1 for the smallest, -1 for the largest.</param>
internal sealed class Extreme(Node argument, AdqlType type, int sign) : Accumulator
{
    // The candidate stands in row 0, group g in row g + 1.
    private readonly Vector _best = Vector.Of(type);
    private int _known;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Add(in RowBlock rows, ReadOnlySpan<int> groups, int count)
    {
        Extend(count);
        argument.Evaluate(rows);
        for (int i = 0; i < groups.Length; i++)
        {
            if (!argument.Result.IsNull(i))
            {
                _best.Copy(argument.Result, i, 0);
                int group = groups[i] + 1;
                if (_best.IsNull(group) || _best.Compare(0, group) * sign < 0)
                {
                    _best.Copy(_best, 0, group);
                }
            }
        }
    }

    /// <inheritdoc/>
    public override Vector Finish(int count)
    {
        Extend(count);
        var vector = Vector.Of(type);
        vector.Reserve(count);
        for (int i = 0; i < count; i++)
        {
            vector.Copy(_best, i + 1, i);
        }

        return vector;
    }

    private void Extend(int count)
    {
        _best.Reserve(count + 1);
        for (; _known < count; _known++)
        {
            _best.Set(_known + 1, null);
        }
    }
}

/// <summary>Takes each value of a group once.</summary>
internal sealed class DistinctValues(Node argument, Accumulator inner) : Accumulator
{
    private readonly GroupIndex _seen = new(2);
    private readonly IntegerVector _groups = new();
    private readonly int[] _numbers = new int[RowBlock.Most];
    private readonly int[] _selected = new int[RowBlock.Most];
    private readonly int[] _selectedGroups = new int[RowBlock.Most];

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Add(in RowBlock rows, ReadOnlySpan<int> groups, int count)
    {
        argument.Evaluate(rows);
        for (int i = 0; i < groups.Length; i++)
        {
            _groups.Values[i] = groups[i];
        }

        int known = _seen.Count;
        _seen.Find([_groups, argument.Result], groups.Length, _numbers);
        int taken = 0;
        for (int i = 0; i < groups.Length; i++)
        {
            if (_numbers[i] == known)
            {
                known++;
                _selectedGroups[taken] = groups[i];
                _selected[taken++] = rows.Selected is null ? i : rows.Selected[i];
            }
        }

        inner.Add(rows with { Count = taken, Selected = _selected }, _selectedGroups.AsSpan(0, taken), count);
    }

    /// <inheritdoc/>
    public override Vector Finish(int count) => inner.Finish(count);
}

/// <summary>Texts joined.</summary>
internal sealed class JoinedTexts(Node argument, string delimiter) : Accumulator
{
    private const long MostCharacters = 1 << 26;

    private StringBuilder?[] _texts = [];
    private long _characters;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Add(in RowBlock rows, ReadOnlySpan<int> groups, int count)
    {
        _texts = Room.Of(_texts, count);
        argument.Evaluate(rows);
        string?[] values = ((TextVector)argument.Result).Values;
        for (int i = 0; i < groups.Length; i++)
        {
            if (values[i] is { } text)
            {
                StringBuilder? joined = _texts[groups[i]];
                _texts[groups[i]] = joined is null ? new StringBuilder(text) : joined.Append(delimiter).Append(text);
                _characters += text.Length + delimiter.Length;
            }
        }

        if (_characters > MostCharacters)
        {
            throw new AdqlException(SourcePosition.Start, "the texts joined by IVO_STRING_AGG are too long.");
        }
    }

    /// <inheritdoc/>
    public override Vector Finish(int count)
    {
        _texts = Room.Of(_texts, count);
        var vector = new TextVector();
        vector.Reserve(count);
        for (int i = 0; i < count; i++)
        {
            vector.Values[i] = _texts[i]?.ToString();
        }

        return vector;
    }
}

/// <summary>IVO_HISTOGRAM.</summary>
internal sealed class BinCounts(Node argument, double lower, double upper, int bins) : Accumulator
{
    private const long MostCells = 1 << 24;

    private long[]?[] _counts = [];
    private long _cells;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Add(in RowBlock rows, ReadOnlySpan<int> groups, int count)
    {
        _counts = Room.Of(_counts, count);
        argument.Evaluate(rows);
        double[] values = ((RealVector)argument.Result).Values;
        for (int i = 0; i < groups.Length; i++)
        {
            (_counts[groups[i]] ??= Cells())[HistogramBin.Of(values[i], lower, upper, bins)]++;
        }
    }

    /// <inheritdoc/>
    public override Vector Finish(int count)
    {
        _counts = Room.Of(_counts, count);
        var vector = new ObjectVector();
        vector.Reserve(count);
        for (int i = 0; i < count; i++)
        {
            vector.Set(i, _counts[i]);
        }

        return vector;
    }

    private long[] Cells() => (_cells += bins + 2) <= MostCells
        ? new long[bins + 2]
        : throw new AdqlException(SourcePosition.Start, "the histograms have too many bins and groups.");
}
