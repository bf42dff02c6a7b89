using Fathom.Vo.Adql;
using Fathom.Vo.Adql.Binding;
using Fathom.Vo.Adql.Functions;
using Fathom.Vo.Adql.Syntax;

namespace Fathom.Vo.Queries.Sql;

/// <summary>A box of declination, and where it is known of right ascension, outside of which a condition on a distance is never true: a
/// database finds its rows by the index of the declination.</summary>
/// <param name="Declination">The column.</param>
/// <param name="South">Lower edge.</param>
/// <param name="North">Upper edge.</param>
/// <param name="RightAscension">A condition on right ascension; null: any.</param>
internal sealed record SkyBox(BoundColumn Declination, BoundExpression South, BoundExpression North, BoundExpression? RightAscension)
{
    private const double Slack = 1e-8;

    /// <summary>The box of a condition; null where there is none. It is true, false or unknown where the condition is.</summary>
    public static SkyBox? Of(BoundComparison comparison, IReadOnlyDictionary<int, QueryTable> tables)
    {
        return SkyCondition.Of(comparison) is { } near
            ? Around(near.Longitude, near.Latitude, near.OtherLongitude, near.OtherLatitude, near.Radius, tables)
                ?? Around(near.OtherLongitude, near.OtherLatitude, near.Longitude, near.Latitude, near.Radius, tables)
            : null;
    }

    private static SkyBox? Around(
        BoundExpression longitude, BoundExpression latitude, BoundExpression centreLongitude, BoundExpression centreLatitude, BoundExpression radius, IReadOnlyDictionary<int, QueryTable> tables)
    {
        if (latitude is not BoundColumn declination || !tables.TryGetValue(declination.Source, out QueryTable? table)
            || table.Stored!.Declination != declination.Column)
        {
            return null;
        }

        SourcePosition at = latitude.At;
        BoundExpression wide = Sum(at, ArithmeticOperator.Add, radius, new BoundConstant(at, AdqlType.Real, Slack));
        bool isOfTable = longitude is BoundColumn column && column.Source == declination.Source && column.Column == table.Stored.RightAscension;
        return new SkyBox(
            declination,
            Sum(at, ArithmeticOperator.Subtract, centreLatitude, wide),
            Sum(at, ArithmeticOperator.Add, centreLatitude, wide),
            isOfTable ? Longitudes(longitude, centreLongitude, centreLatitude, radius) : null);
    }

    private static BoundTerms? Longitudes(BoundExpression longitude, BoundExpression centre, BoundExpression latitude, BoundExpression radius)
    {
        if (centre is not BoundConstant { Value: not null } c || latitude is not BoundConstant { Value: not null } d || radius is not BoundConstant { Value: not null } r
            || !(Math.Abs(d.Number) + r.Number < 89.9))
        {
            return null;
        }

        double reach = double.RadiansToDegrees(Math.Asin(Math.Min(1,
            Math.Sin(double.DegreesToRadians(r.Number)) / Math.Cos(double.DegreesToRadians(d.Number))))) + Slack;
        double at = ((c.Number % 360) + 360) % 360;
        double west = at - reach, east = at + reach;
        BoundComparison Edge(ComparisonOperator sign, double value) =>
            new(longitude.At, sign, longitude, new BoundConstant(longitude.At, AdqlType.Real, value));

        // Across the meridian of zero the box is in two parts.
        bool isWhole = west >= 0 && east <= 360;
        return new BoundTerms(longitude.At, isWhole,
        [
            Edge(ComparisonOperator.GreaterOrEqual, west < 0 ? west + 360 : west),
            Edge(ComparisonOperator.LessOrEqual, east > 360 ? east - 360 : east),
        ]);
    }

    /// <summary>A sum or difference, computed where both are constants.</summary>
    public static BoundExpression Sum(SourcePosition at, ArithmeticOperator sign, BoundExpression left, BoundExpression right) =>
        ConstantFolding.Fold(new BoundArithmetic(at, sign, left, right, AdqlType.Real));
}
