using Fathom.Vo.Adql.Functions;
using Fathom.Vo.Adql.Geometry;

namespace Fathom.Vo.Adql.Binding;

/// <summary>Writes conditions on positions with plain numbers, where they say no more than those.</summary>
internal static class Shapes
{
    /// <summary>CONTAINS of a point and a circle, and DISTANCE of two points, with their numbers; all else as it was.</summary>
    public static BoundExpression Simplified(BoundCall call)
    {
        switch (call.Function.Name)
        {
            case "contains" or "intersects" when Point(call.Arguments[0]) is { } point && Circle(call.Arguments[1]) is { } circle:
                return call with { Function = GeometryFunctions.InCircle, Arguments = [.. point, .. circle] };
            case "intersects" when Point(call.Arguments[1]) is { } point && Circle(call.Arguments[0]) is { } circle:
                return call with { Function = GeometryFunctions.InCircle, Arguments = [.. point, .. circle] };
            case "distance" when call.Arguments.Count == 2 && Point(call.Arguments[0]) is { } a && Point(call.Arguments[1]) is { } b:
                return call with { Function = GeometryFunctions.Distance, Arguments = [.. a, .. b] };
            default:
                return call;
        }
    }

    /// <summary>Why a shape of constants does not exist; null where NULL is a proper answer.</summary>
    public static string? Problem(ScalarFunction function) => function.Name switch
    {
        "point" => "there is no such position: the second coordinate is −90 to 90 degrees.",
        "circle" => "there is no such circle: the second coordinate is −90 to 90 degrees, the radius 0 to 180.",
        "polygon" => "there is no such polygon: second coordinates are −90 to 90 degrees.",
        "box" => "there is no such box: the second coordinate is −90 to 90 degrees, the sizes are positive.",
        "moc" => "there is no such coverage: write it as '3/10,12-15 4/199', or give an order of 0 to 12 and a circle.",
        "in_circle" or "distance" => "there is no such position: the second coordinate is −90 to 90 degrees.",
        _ => null,
    };

    private static IReadOnlyList<BoundExpression>? Point(BoundExpression value) => value switch
    {
        BoundConstant { Value: SkyPoint point } => Constants(value.At, point.Numbers),
        BoundCall { Function.Name: "point" } call => call.Arguments,
        _ => null,
    };

    private static IReadOnlyList<BoundExpression>? Circle(BoundExpression value) => value switch
    {
        BoundConstant { Value: SkyCircle circle } => Constants(value.At, circle.Numbers),
        BoundCall { Function.Name: "circle", Arguments: [var centre, var radius] } when Point(centre) is { } point => [.. point, radius],
        BoundCall { Function.Name: "circle", Arguments.Count: 3 } call => call.Arguments,
        _ => null,
    };

    private static BoundConstant[] Constants(SourcePosition at, double[] numbers) =>
        [.. numbers.Select(number => new BoundConstant(at, AdqlType.Real, number))];
}
