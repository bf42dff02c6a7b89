using System.Runtime.CompilerServices;
using Fathom.Vo.Adql.Binding;
using Fathom.Vo.Adql.Geometry;
using Fathom.Vo.Adql.Syntax;
using Fathom.Vo.Tables;

namespace Fathom.Vo.Queries.Columnar;

/// <summary>The rows of a table for which a condition is true: ranges from the table's order on the sky, then the condition itself.</summary>
internal sealed class RowFilter
{
    private const double Slack = 1e-9;

    private readonly TruthNode? _rest;
    private readonly TruthNode? _cone;
    private readonly int[] _selected = new int[RowBlock.Most];

    /// <summary>Of a condition; null: all rows.</summary>
    public RowFilter(ColumnTable table, BoundExpression? where, NodeCompiler compiler)
    {
        List<BoundExpression> terms = where is null ? [] : [.. Terms(where)];
        List<RowRange> ranges = [];
        int cone = terms.FindIndex(term => Cone(term, table) is not null);
        if (cone >= 0)
        {
            (SkyCircle circle, bool isWhole) = Cone(terms[cone], table)!.Value;
            table.AddCircle(circle.Centre.Longitude, circle.Centre.Latitude, Math.Min(180, circle.Radius), ranges);
            if (isWhole)
            {
                _cone = compiler.Condition(terms[cone]);
                terms.RemoveAt(cone);
            }
        }
        else
        {
            AddAll(table.Rows, ranges);
        }

        Ranges = ranges;
        _rest = terms.Count == 0 ? null : compiler.Condition(terms.Count == 1 ? terms[0] : new BoundTerms(terms[0].At, true, terms));
    }

    /// <summary>Of a number of rows and a condition; null: all of them.</summary>
    public RowFilter(long rows, TruthNode? condition)
    {
        List<RowRange> ranges = [];
        AddAll(rows, ranges);
        Ranges = ranges;
        _rest = condition;
    }

    /// <summary>Where the rows can be.</summary>
    public IReadOnlyList<RowRange> Ranges { get; }

    /// <summary>True where every row of the table is meant.</summary>
    public bool TakesAll => _rest is null && _cone is null;

    /// <summary>The rows of a part of a range; their selection is valid until the next call.</summary>
    public RowBlock Take(in RowRange range, int from, int count)
    {
        var block = RowBlock.Of(range.First + from, count);
        if (_cone is not null && !range.IsInside)
        {
            block = Only(_cone, block);
        }

        return _rest is null || block.Count == 0 ? block : Only(_rest, block);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private RowBlock Only(TruthNode condition, in RowBlock block)
    {
        condition.Evaluate(block);
        int count = 0;
        for (int i = 0; i < block.Count; i++)
        {
            _selected[count] = block.Selected is null ? i : block.Selected[i];
            count += condition.Result[i] == Truth.True ? 1 : 0;
        }

        return count == block.Extent ? block : block with { Count = count, Selected = _selected };
    }

    private static IEnumerable<BoundExpression> Terms(BoundExpression condition) =>
        condition is BoundTerms { IsAll: true } all ? all.Terms.SelectMany(Terms) : [condition];

    private static void AddAll(long rows, List<RowRange> ranges)
    {
        for (long first = 0; first < rows; first += int.MaxValue)
        {
            ranges.Add(new RowRange(first, (int)Math.Min(int.MaxValue, rows - first), false));
        }
    }

    // A circle outside of which the term is never true; whole where within the term is always true.
    private static (SkyCircle Circle, bool IsWhole)? Cone(BoundExpression term, ColumnTable table)
    {
        if (term is not BoundComparison comparison)
        {
            return null;
        }

        (BoundExpression value, BoundExpression bound, ComparisonOperator sign) = comparison.Left is BoundConstant
            ? (comparison.Right, comparison.Left, Mirrored(comparison.Operator))
            : (comparison.Left, comparison.Right, comparison.Operator);
        if (value is not BoundCall call || bound is not BoundConstant { Value: not null } limit || !IsPosition(call, table))
        {
            return null;
        }

        double[] numbers = [.. call.Arguments.Skip(2).Select(argument => argument is BoundConstant constant ? constant.Number : double.NaN)];
        if (!numbers.All(double.IsFinite) || Math.Abs(numbers[1]) > 90)
        {
            return null;
        }

        var centre = new SkyPoint(numbers[0], numbers[1]);
        return call.Function.Name switch
        {
            "in_circle" when sign == ComparisonOperator.Equal && limit.Number == 1 && numbers[2] >= 0 => (new SkyCircle(centre, numbers[2]), true),
            "distance" when sign is ComparisonOperator.Less or ComparisonOperator.LessOrEqual && limit.Number >= 0 =>
                (new SkyCircle(centre, limit.Number + Slack), false),
            _ => null,
        };
    }

    private static bool IsPosition(BoundCall call, ColumnTable table) =>
        call.Function.Name is "in_circle" or "distance" && table.RightAscension >= 0 && table.Declination >= 0
        && call.Arguments is [BoundColumn longitude, BoundColumn latitude, _, _, ..]
        && longitude.Column == table.RightAscension && latitude.Column == table.Declination;

    private static ComparisonOperator Mirrored(ComparisonOperator sign) => sign switch
    {
        ComparisonOperator.Less => ComparisonOperator.Greater,
        ComparisonOperator.LessOrEqual => ComparisonOperator.GreaterOrEqual,
        ComparisonOperator.Greater => ComparisonOperator.Less,
        ComparisonOperator.GreaterOrEqual => ComparisonOperator.LessOrEqual,
        _ => sign,
    };
}
