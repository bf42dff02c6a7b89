using Fathom.Vo.Adql.Functions;
using Fathom.Vo.Adql.Syntax;
using Fathom.Vo.Tables;

namespace Fathom.Vo.Adql.Binding;

internal sealed partial class Binder
{
    private BoundExpression Value(Expression value, Scope scope) => value switch
    {
        IntegerLiteral whole => new BoundConstant(whole.At, AdqlType.Integer, whole.Value),
        RealLiteral real => new BoundConstant(real.At, AdqlType.Real, real.Value),
        TextLiteral text => new BoundConstant(text.At, AdqlType.Text, text.Value),
        NullLiteral none => new BoundConstant(none.At, AdqlType.Null, null),
        ColumnName name => scope.Find(name),
        Negation negation => Minus(negation.At, Value(negation.Value, scope)),
        Arithmetic { Operator: ArithmeticOperator.Concatenate } join => Concatenated(join.At, Value(join.Left, scope), Value(join.Right, scope)),
        Arithmetic arithmetic => Computed(arithmetic.At, arithmetic.Operator, Value(arithmetic.Left, scope), Value(arithmetic.Right, scope)),
        AggregateCall aggregate => Aggregate(aggregate, scope),
        FunctionCall call => Function(call, scope),
        Cast cast => CastTo(cast, scope),
        _ => Chosen((Case)value, scope),
    };

    private static BoundExpression Minus(SourcePosition at, BoundExpression value) => value switch
    {
        BoundConstant { Value: long whole } => new BoundConstant(at, AdqlType.Integer, -whole),
        BoundConstant { Value: double real } => new BoundConstant(at, AdqlType.Real, -real),
        { Type: AdqlType.Integer or AdqlType.Real } => new BoundNegation(at, value),
        { Type: AdqlType.Null } => value,
        _ => throw new AdqlException(at, $"minus needs a number, found {TypeNames.Of(value.Type)}."),
    };

    private static BoundArithmetic Concatenated(SourcePosition at, BoundExpression left, BoundExpression right) =>
        new(at, ArithmeticOperator.Concatenate, AsText(left), AsText(right), AdqlType.Text);

    private static BoundExpression AsText(BoundExpression value) => value.Type is AdqlType.Integer or AdqlType.Real
        ? Called(value.At, "cast_varchar", [value])
        : Text(value, "||");

    private static BoundExpression Computed(SourcePosition at, ArithmeticOperator sign, BoundExpression left, BoundExpression right)
    {
        foreach (BoundExpression side in (BoundExpression[])[left, right])
        {
            if (side.Type is not (AdqlType.Integer or AdqlType.Real or AdqlType.Null))
            {
                throw new AdqlException(at, $"a number is needed here, found {TypeNames.Of(side.Type)}.");
            }
        }

        AdqlType type = JoinedTypes.Of(left.Type, right.Type)!.Value;
        return ConstantFolding.Fold(new BoundArithmetic(at, sign, left, right, type == AdqlType.Null ? AdqlType.Integer : type, UnitOf(sign, left, right)));
    }

    // A unit goes through sums of equal units, and through sums and products with what has none.
    private static string? UnitOf(ArithmeticOperator sign, BoundExpression left, BoundExpression right)
    {
        string? a = left.Meaning.Unit, b = right.Meaning.Unit;
        return sign is ArithmeticOperator.Add or ArithmeticOperator.Subtract
            ? a == b || right is BoundConstant ? a : left is BoundConstant ? b : null
            : right is BoundConstant ? a : left is BoundConstant && sign == ArithmeticOperator.Multiply ? b : null;
    }

    private BoundCase Chosen(Case value, Scope scope)
    {
        BoundExpression? subject = value.Subject is null ? null : Value(value.Subject, scope);
        var conditions = new List<BoundExpression>();
        var values = new List<BoundExpression>();
        foreach (CaseBranch branch in value.Branches)
        {
            conditions.Add(subject is null
                ? Condition(branch.When, scope)
                : Comparison(branch.When.At, ComparisonOperator.Equal, subject, Value(branch.When, scope)));
            values.Add(Value(branch.Then, scope));
        }

        values.Add(value.Otherwise is null ? new BoundConstant(value.At, AdqlType.Null, null) : Value(value.Otherwise, scope));
        AdqlType type = Common(values, "CASE");
        return new BoundCase(value.At, type, conditions, [.. values.Select(item => JoinedTypes.Converted(item, type))]);
    }

    private static AdqlType Common(IReadOnlyList<BoundExpression> values, string what)
    {
        AdqlType type = values[0].Type;
        foreach (BoundExpression value in values.Skip(1))
        {
            type = JoinedTypes.Of(type, value.Type) ?? throw new AdqlException(
                value.At, $"all values of {what} are of one type; found {TypeNames.Of(type)} and {TypeNames.Of(value.Type)}.");
        }

        return type == AdqlType.Null ? AdqlType.Integer : type;
    }

    private BoundExpression CastTo(Cast cast, Scope scope)
    {
        BoundExpression value = Value(cast.Value, scope);
        if (value.Type == AdqlType.Null)
        {
            return new BoundConstant(cast.At, CastFunctions.TypeOf(cast.Target), null);
        }

        ScalarFunction function = CastFunctions.Find(cast.Target, value.Type) ?? throw new AdqlException(
            cast.At, $"{TypeNames.Of(value.Type)} cannot be cast to {cast.Target.Name}.");
        ColumnDescription meaning = CastFunctions.Meaning(cast.Target, value.Meaning);
        BoundExpression bound = ConstantFolding.Fold(new BoundCall(cast.At, function, [value], meaning));
        if (cast.Target.Length is { } length)
        {
            bound = ConstantFolding.Fold(new BoundCall(
                cast.At, CastFunctions.Cut, [bound, new BoundConstant(cast.At, AdqlType.Integer, (long)length)], meaning));
        }

        return bound is BoundConstant { Value: null } && value is BoundConstant { Value: string text }
            ? throw new AdqlException(value.At, $"'{text}' cannot be cast to {cast.Target.Name}.")
            : bound;
    }
}
