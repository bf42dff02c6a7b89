using Fathom.Vo.Adql.Binding;
using Fathom.Vo.Tables;

namespace Fathom.Vo.Queries.Columnar;

/// <summary>Gathers the rows of a table into groups, and reads expressions of groups from what was gathered.</summary>
internal sealed class Groups
{
    // Columns with this source are what was gathered.
    private const int Gathered = -1;

    private readonly List<BoundExpression> _gathered = [];
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly Node[] _keys;
    private readonly Vector[] _keyValues;
    private readonly Accumulator[] _accumulators;
    private readonly KeyIndex _index;
    private readonly int[] _numbers = new int[RowBlock.Most];
    private Vector[] _values = [];

    public Groups(BoundSelect select, IEnumerable<BoundOrder> order, NodeCompiler compiler)
    {
        foreach (BoundExpression key in select.GroupBy)
        {
            Place(key);
        }

        int keys = _gathered.Count;
        IEnumerable<BoundExpression?> optional = [select.Having, .. order.Select(term => term.Value)];
        foreach (BoundExpression part in select.Outputs.Concat(optional.OfType<BoundExpression>()).SelectMany(expression => expression.Parts))
        {
            if (part is BoundAggregate)
            {
                Place(part);
            }
        }

        _keys = [.. _gathered.Take(keys).Select(key => compiler.Value(key))];
        _keyValues = [.. _gathered.Take(keys).Select(key => Vector.Of(key.Type))];
        _accumulators = [.. _gathered.Skip(keys).Select(aggregate => Accumulator.Of((BoundAggregate)aggregate, compiler))];
        _index = KeyIndex.Of(keys);
    }

    /// <summary>Number of groups.</summary>
    public int Count { get; private set; }

    /// <summary>A compiler for expressions of groups.</summary>
    public NodeCompiler Compiler => new(column => new ComputedNode(_values[column.Column], Vector.Of(column.Type)));

    /// <summary>Gathers the rows of a table.</summary>
    public void Gather(RowFilter filter, long rows, CancellationToken stop)
    {
        if (_keys.Length == 0 && filter.TakesAll && _accumulators.All(accumulator => accumulator is RowCount))
        {
            foreach (RowCount counter in _accumulators.Cast<RowCount>())
            {
                counter.AddUnseen(rows);
            }
        }
        else
        {
            foreach (RowRange range in filter.Ranges)
            {
                for (int from = 0; from < range.Count; from += RowBlock.Most)
                {
                    stop.ThrowIfCancellationRequested();
                    Add(filter.Take(range, from, Math.Min(RowBlock.Most, range.Count - from)));
                }
            }
        }

        Count = _keys.Length == 0 ? 1 : _index.Count;
        _values = [.. _keyValues, .. _accumulators.Select(accumulator => accumulator.Finish(Count))];
    }

    /// <summary>An expression of groups as one of what was gathered.</summary>
    public BoundExpression Read(BoundExpression expression) => expression.Replace(part => _places.TryGetValue(part.Key, out int place)
        ? new BoundColumn(part.At, Gathered, place, part.Meaning)
        : null);

    private void Add(in RowBlock block)
    {
        if (block.Count == 0)
        {
            return;
        }

        int known = _index.Count;
        if (_keys.Length > 0)
        {
            foreach (Node key in _keys)
            {
                key.Evaluate(block);
            }

            _index.Find([.. _keys.Select(key => key.Result)], block.Count, _numbers);
        }

        Span<int> numbers = _numbers.AsSpan(0, block.Count);
        for (int i = 0; i < numbers.Length && known < _index.Count; i++)
        {
            if (numbers[i] == known)
            {
                Keep(i, known++);
            }
        }

        int count = Math.Max(1, _index.Count);
        foreach (Accumulator accumulator in _accumulators)
        {
            accumulator.Add(block, numbers, count);
        }
    }

    private void Keep(int row, int group)
    {
        for (int k = 0; k < _keys.Length; k++)
        {
            _keyValues[k].Reserve(group + 1);
            _keyValues[k].Copy(_keys[k].Result, row, group);
        }
    }

    private void Place(BoundExpression expression)
    {
        if (_places.TryAdd(expression.Key, _gathered.Count))
        {
            _gathered.Add(expression);
        }
    }
}
