using Fathom.Vo.Adql.Binding;

namespace Fathom.Vo.Queries.Sql;

/// <summary>The rows of a table that a condition on a distance can be true for, found by the table's order on the sky.</summary>
/// <param name="Source">The table reference.</param>
/// <param name="Table">Its table.</param>
/// <param name="Longitude">Centre.</param>
/// <param name="Latitude">Centre.</param>
/// <param name="Radius">Radius.</param>
internal sealed record SkyRows(int Source, QueryTable Table, BoundExpression Longitude, BoundExpression Latitude, BoundExpression Radius)
{
    /// <summary>What a float of 32 bits may lie beside its double [deg].</summary>
    private const double Slack = 1e-8;

    /// <summary>The rows; null where no table of these has an order, or the centre is of the same table. Of several the largest table's.</summary>
    /// <param name="comparison">The condition; it must be true for rows to count.</param>
    /// <param name="sources">Table references of which rows can be left out.</param>
    /// <param name="tables">Tables of all references.</param>
    public static SkyRows? Of(BoundComparison comparison, IReadOnlySet<int> sources, IReadOnlyDictionary<int, QueryTable> tables) =>
        SkyCondition.Of(comparison) is not { } near ? null
            : new[]
            {
                Around(near.Longitude, near.Latitude, near.OtherLongitude, near.OtherLatitude, near.Radius, tables),
                Around(near.OtherLongitude, near.OtherLatitude, near.Longitude, near.Latitude, near.Radius, tables),
            }
            .OfType<SkyRows>().Where(rows => sources.Contains(rows.Source)).MaxBy(rows => rows.Table.Columns?.Rows ?? 0);

    private static SkyRows? Around(
        BoundExpression longitude, BoundExpression latitude, BoundExpression centreLongitude, BoundExpression centreLatitude, BoundExpression radius, IReadOnlyDictionary<int, QueryTable> tables)
    {
        if (longitude is not BoundColumn x || latitude is not BoundColumn y || x.Source != y.Source || !tables.TryGetValue(y.Source, out QueryTable? table)
            || table.Stored?.CircleFunction is null || table.Columns is not { } columns || x.Column != columns.RightAscension || y.Column != columns.Declination)
        {
            return null;
        }

        bool isOfTable = new[] { centreLongitude, centreLatitude, radius }.SelectMany(expression => expression.Parts).Any(part => part is BoundColumn column && column.Source == y.Source);
        return isOfTable ? null : new SkyRows(
            y.Source, table, centreLongitude, centreLatitude, SkyBox.Sum(radius.At, Adql.Syntax.ArithmeticOperator.Add, radius, new BoundConstant(radius.At, Adql.Functions.AdqlType.Real, Slack)));
    }
}
