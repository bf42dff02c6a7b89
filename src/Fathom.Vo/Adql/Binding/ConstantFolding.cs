using Fathom.Vo.Adql.Functions;

namespace Fathom.Vo.Adql.Binding;

/// <summary>Computes what consists of constants.</summary>
internal static class ConstantFolding
{
    /// <summary>The value, or the expression where it has a part that is not known.</summary>
    public static BoundExpression Fold(BoundCall call) =>
        call.Function.IsDeterministic && call.Arguments.All(argument => argument is BoundConstant)
            ? new BoundConstant(call.At, call.Type, Scalars.Call(call.Function, [.. call.Arguments.Select(argument => ((BoundConstant)argument).Value)]))
            : call;

    /// <inheritdoc cref="Fold(BoundCall)"/>
    public static BoundExpression Fold(BoundArithmetic arithmetic)
    {
        if (arithmetic.Left is not BoundConstant left || arithmetic.Right is not BoundConstant right)
        {
            return arithmetic;
        }

        if (left.Value is null || right.Value is null)
        {
            return new BoundConstant(arithmetic.At, arithmetic.Type, null);
        }

        try
        {
            object? value = arithmetic.Type == AdqlType.Integer
                ? Scalars.Whole(arithmetic.Operator, (long)left.Value, (long)right.Value, arithmetic.At)
                : Scalars.Real(Scalars.Real(arithmetic.Operator, left.Number, right.Number));
            return new BoundConstant(arithmetic.At, arithmetic.Type, value);
        }
        catch (AdqlException)
        {
            // It may stand where no row comes to it, as in a branch of CASE.
            return arithmetic;
        }
    }
}
