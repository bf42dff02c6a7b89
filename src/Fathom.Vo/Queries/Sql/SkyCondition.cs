using Fathom.Vo.Adql.Binding;
using Fathom.Vo.Adql.Functions;
using Fathom.Vo.Adql.Syntax;

namespace Fathom.Vo.Queries.Sql;

/// <summary>A condition that two positions are near each other: a point in a circle, or a distance that is smaller than something.</summary>
/// <param name="Longitude">Of one position.</param>
/// <param name="Latitude">Of one position.</param>
/// <param name="OtherLongitude">Of the other.</param>
/// <param name="OtherLatitude">Of the other.</param>
/// <param name="Radius">How near [deg].</param>
internal sealed record SkyCondition(
    BoundExpression Longitude, BoundExpression Latitude, BoundExpression OtherLongitude, BoundExpression OtherLatitude, BoundExpression Radius)
{
    /// <summary>What a comparison says; null: something else.</summary>
    public static SkyCondition? Of(BoundComparison comparison)
    {
        (BoundExpression value, BoundExpression bound, ComparisonOperator sign) = comparison.Left is BoundCall
            ? (comparison.Left, comparison.Right, comparison.Operator)
            : (comparison.Right, comparison.Left, Mirrored(comparison.Operator));
        BoundExpression? radius = value switch
        {
            BoundCall { Function.Name: "in_circle" } circle when sign == ComparisonOperator.Equal && bound is BoundConstant { Value: 1L } => circle.Arguments[4],
            BoundCall { Function.Name: "distance", Arguments.Count: 4 } when sign is ComparisonOperator.Less or ComparisonOperator.LessOrEqual => bound,
            _ => null,
        };
        return radius is { Type: AdqlType.Real or AdqlType.Integer } && value is BoundCall { Arguments: var a } ? new SkyCondition(a[0], a[1], a[2], a[3], radius) : null;
    }

    private static ComparisonOperator Mirrored(ComparisonOperator sign) => sign switch
    {
        ComparisonOperator.Greater => ComparisonOperator.Less,
        ComparisonOperator.GreaterOrEqual => ComparisonOperator.LessOrEqual,
        ComparisonOperator.Less => ComparisonOperator.Greater,
        ComparisonOperator.LessOrEqual => ComparisonOperator.GreaterOrEqual,
        _ => sign,
    };
}
