using System.Runtime.CompilerServices;
using Fathom.Vo.Adql;
using Fathom.Vo.Adql.Binding;

namespace Fathom.Vo.Queries.Columnar;

/// <summary>Rows of a result that are kept until they are in order: values of the outputs, then of the order's hidden terms.</summary>
internal sealed class Gathering
{
    private const long MostValues = 1L << 27;

    private readonly Node[] _nodes;
    private readonly Vector[] _values;
    private readonly (int Column, bool IsDescending)[] _order;
    private readonly KeyIndex? _distinct;
    private readonly int[] _numbers = new int[RowBlock.Most];
    private readonly int _outputs;
    private readonly long _needed;
    private int _worst = -1;

    public Gathering(
        IReadOnlyList<BoundExpression> outputs, IReadOnlyList<BoundOrder> order, bool isDistinct, NodeCompiler compiler, long needed)
    {
        BoundExpression[] hidden = [.. order.Where(term => term.Value is not null).Select(term => term.Value!)];
        BoundExpression[] all = [.. outputs, .. hidden];
        _nodes = [.. all.Select(expression => compiler.Value(expression))];
        _values = [.. _nodes.Select((node, i) => Vector.Of(all[i].Type))];
        int next = outputs.Count;
        _order = [.. order.Select(term => (term.Value is null ? term.Output : next++, term.IsDescending))];
        _distinct = isDistinct ? KeyIndex.Of(outputs.Count) : null;
        _outputs = outputs.Count;
        _needed = needed;
    }

    /// <summary>Number of rows.</summary>
    public int Count { get; private set; }

    /// <summary>True where no further row can matter.</summary>
    public bool IsFull => _order.Length == 0 && Count >= _needed;

    /// <summary>Values of the outputs.</summary>
    public ReadOnlySpan<Vector> Outputs => _values.AsSpan(0, _outputs);

    /// <summary>Takes the rows of a block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(in RowBlock rows)
    {
        foreach (Node node in _nodes)
        {
            node.Evaluate(rows);
        }

        if ((Count + rows.Count) * (long)_values.Length > MostValues)
        {
            throw new AdqlException(SourcePosition.Start, "the result is too large to be put in order; narrow it down or ask for fewer rows with TOP.");
        }

        int known = _distinct?.Count ?? 0;
        _distinct?.Find([.. _nodes.Take(_outputs).Select(node => node.Result)], rows.Count, _numbers);
        for (int i = 0; i < rows.Count; i++)
        {
            if (_distinct is null || _numbers[i] == known)
            {
                known++;
                Keep(i);
            }
        }

        if (_order.Length > 0 && Count > (4 * _needed) + RowBlock.Most)
        {
            Prune();
        }
    }

    /// <summary>Numbers of the rows in order.</summary>
    public int[] InOrder()
    {
        int[] rows = [.. Enumerable.Range(0, Count)];
        if (_order.Length > 0)
        {
            Array.Sort(rows, Compare);
        }

        return rows;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Keep(int row)
    {
        foreach ((int column, bool _) in _order)
        {
            _values[column].Reserve(Count + 1);
            _values[column].Copy(_nodes[column].Result, row, Count);
        }

        if (_worst >= 0 && Compare(Count, _worst) > 0)
        {
            return;
        }

        for (int k = 0; k < _values.Length; k++)
        {
            _values[k].Reserve(Count + 1);
            _values[k].Copy(_nodes[k].Result, row, Count);
        }

        Count++;
    }

    // Rows that are equal in order stay as they came.
    private int Compare(int a, int b)
    {
        foreach ((int column, bool isDescending) in _order)
        {
            int order = _values[column].Compare(a, b);
            if (order != 0)
            {
                return isDescending ? -order : order;
            }
        }

        return a.CompareTo(b);
    }

    // Of the rows so far only the first can matter. They keep the order in which they came.
    private void Prune()
    {
        int[] first = InOrder()[..(int)_needed];
        int worst = first[^1];
        Array.Sort(first);
        _worst = Array.IndexOf(first, worst);
        foreach (Vector values in _values)
        {
            for (int i = 0; i < first.Length; i++)
            {
                values.Copy(values, first[i], i);
            }
        }

        Count = first.Length;
    }
}
