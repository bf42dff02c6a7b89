using Fathom.Vo.Adql.Functions;
using Fathom.Vo.Adql.Syntax;

namespace Fathom.Vo.Adql.Binding;

internal sealed partial class Binder
{
    private const int MostBins = 100_000;

    private BoundExpression Function(FunctionCall call, Scope scope)
    {
        string name = call.Name.ToLowerInvariant();
        if (call.CoordinateSystem is { Length: > 0 } system)
        {
            Frames.Check(call.At, system);
        }

        if (name == "region")
        {
            throw new AdqlException(call.At, "REGION is not offered by this service; write POINT, CIRCLE or POLYGON.");
        }

        BoundExpression[] arguments = [.. call.Arguments.Select(argument => Value(argument, scope))];
        return name switch
        {
            "coalesce" => FirstOf(call.At, arguments, Common(arguments, "COALESCE")),
            "in_unit" => InUnit(call.At, arguments),
            "ivo_string_agg" => Joined(call.At, arguments),
            "ivo_histogram" => Histogram(call.At, arguments),
            "ivo_geom_transform" => Transformed(call.At, arguments),
            _ => Called(call.At, call.Name, arguments),
        };
    }

    private static BoundCoalesce FirstOf(SourcePosition at, BoundExpression[] arguments, AdqlType type) =>
        new(at, type, [.. arguments.Select(argument => JoinedTypes.Converted(argument, type))]);

    // NULL without a type is a whole number that is not there.
    private static BoundExpression Typed(BoundExpression value) =>
        value.Type == AdqlType.Null ? JoinedTypes.Converted(value, AdqlType.Integer) : value;

    private static BoundExpression Called(SourcePosition at, string name, IReadOnlyList<BoundExpression> arguments)
    {
        AdqlType[] types = [.. arguments.Select(argument => argument.Type)];
        ScalarFunction function = FunctionTable.Find(name, types) ?? CastFunctions.Find(name, types) ?? throw new AdqlException(
            at, $"{name.ToUpperInvariant()} takes {FunctionTable.Usage(name)}, found ({string.Join(", ", types.Select(TypeNames.Of))}).");
        BoundExpression folded = ConstantFolding.Fold(new BoundCall(at, function, arguments));
        return folded switch
        {
            BoundConstant { Value: null } when arguments.All(argument => argument is BoundConstant { Value: not null }) && Shapes.Problem(function) is { } problem =>
                throw new AdqlException(at, problem),
            BoundCall bound => Shapes.Simplified(bound),
            _ => folded,
        };
    }

    private BoundAggregate Aggregate(AggregateCall call, Scope scope)
    {
        AggregateKind kind = call.Name switch
        {
            "COUNT" => AggregateKind.Count,
            "SUM" => AggregateKind.Sum,
            "AVG" => AggregateKind.Average,
            "MIN" => AggregateKind.Least,
            _ => AggregateKind.Greatest,
        };
        BoundExpression? argument = call.Argument is null ? null : Typed(Value(call.Argument, scope));
        bool fits = argument is null || argument.Type switch
        {
            AdqlType.Integer or AdqlType.Real or AdqlType.Null => true,
            AdqlType.Text or AdqlType.Timestamp => kind is not (AggregateKind.Sum or AggregateKind.Average),
            _ => kind == AggregateKind.Count && !call.IsDistinct,
        };
        return fits
            ? new BoundAggregate(call.At, kind, call.IsDistinct && kind is not (AggregateKind.Least or AggregateKind.Greatest), argument, [])
            : throw new AdqlException(call.At, $"{call.Name} cannot be taken of {TypeNames.Of(argument!.Type)}.");
    }

    private static BoundAggregate Joined(SourcePosition at, BoundExpression[] arguments)
    {
        if (arguments is not [var value, BoundConstant { Value: string } delimiter])
        {
            throw new AdqlException(at, "IVO_STRING_AGG takes a text and a text in quotes.");
        }

        return new BoundAggregate(at, AggregateKind.Join, false, AsText(value), [delimiter]);
    }

    private static BoundAggregate Histogram(SourcePosition at, BoundExpression[] arguments)
    {
        if (arguments is not [var value, BoundConstant lower, BoundConstant upper, BoundConstant { Value: long bins } count]
            || value.Type is not (AdqlType.Real or AdqlType.Integer) || !(lower.Number < upper.Number))
        {
            throw new AdqlException(at, "IVO_HISTOGRAM takes a number, then as constants: lower limit, upper limit above it, number of bins.");
        }

        return bins is > 0 and <= MostBins
            ? new BoundAggregate(at, AggregateKind.Histogram, false, value, [lower, upper, count])
            : throw new AdqlException(count.At, FormattableString.Invariant($"a histogram has 1 to {MostBins} bins."));
    }

    private static BoundExpression Transformed(SourcePosition at, BoundExpression[] arguments)
    {
        foreach (BoundExpression frame in arguments.Take(2))
        {
            if (frame is not BoundConstant { Value: string name } || !GeometryFunctions.Frames.Contains(name))
            {
                throw new AdqlException(frame.At, $"the frames of IVO_GEOM_TRANSFORM are {string.Join(" and ", GeometryFunctions.Frames.Select(known => $"'{known}'"))}, written as texts.");
            }
        }

        return Called(at, "ivo_geom_transform", arguments);
    }

    private static BoundArithmetic InUnit(SourcePosition at, BoundExpression[] arguments)
    {
        if (arguments[1] is not BoundConstant { Value: string target })
        {
            throw new AdqlException(arguments[1].At, "the second argument of IN_UNIT is a unit in quotes.");
        }

        BoundExpression value = arguments[0];
        if (value.Type is not (AdqlType.Real or AdqlType.Integer) || value.Meaning.Unit is not { Length: > 0 } unit)
        {
            throw new AdqlException(value.At, "IN_UNIT needs a value whose unit is known, such as a column that has one.");
        }

        return UnitConversion.Factor(unit, target) switch
        {
            { Problem: { } problem } => throw new AdqlException(arguments[1].At, problem),
            { Value: var factor } => new BoundArithmetic(
                at, ArithmeticOperator.Multiply, value, new BoundConstant(at, AdqlType.Real, factor), AdqlType.Real, target),
        };
    }
}
