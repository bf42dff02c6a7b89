using Fathom.Vo.Adql.Syntax;

namespace Fathom.Vo.Adql.Functions;

/// <summary>Computations with single values.</summary>
internal static class Scalars
{
    /// <summary>Calls a function: NULL where an argument is NULL or the value is not a number.</summary>
    /// <param name="function">The function.</param>
    /// <param name="arguments">Its arguments; whole numbers are made real in place where it wants that.</param>
    public static object? Call(ScalarFunction function, object?[] arguments)
    {
        for (int i = 0; i < arguments.Length; i++)
        {
            if (arguments[i] is null)
            {
                return null;
            }

            if (function.Parameters[i] == AdqlType.Real && arguments[i] is long whole)
            {
                arguments[i] = (double)whole;
            }
        }

        object? value = function.Compute(arguments!);
        return value is double real ? Real(real) : value;
    }

    /// <summary>A real number; null where it is infinite or none.</summary>
    public static object? Real(double value) => double.IsFinite(value) ? value : null;

    /// <summary>A sum, difference, product or quotient; not finite where there is none.</summary>
    public static double Real(ArithmeticOperator sign, double left, double right) => sign switch
    {
        ArithmeticOperator.Add => left + right,
        ArithmeticOperator.Subtract => left - right,
        ArithmeticOperator.Multiply => left * right,
        _ => left / right,
    };

    /// <summary>The same of whole numbers; null where divided by zero. A quotient is cut off towards zero.</summary>
    /// <exception cref="AdqlException">The result needs more than 64 bits.</exception>
    public static long? Whole(ArithmeticOperator sign, long left, long right, SourcePosition at)
    {
        try
        {
            return sign switch
            {
                ArithmeticOperator.Add => checked(left + right),
                ArithmeticOperator.Subtract => checked(left - right),
                ArithmeticOperator.Multiply => checked(left * right),
                _ => right == 0 ? null : right == -1 ? checked(-left) : left / right,
            };
        }
        catch (OverflowException)
        {
            throw TooLarge(at);
        }
    }

    /// <summary>Where whole numbers run over.</summary>
    public static AdqlException TooLarge(SourcePosition at) =>
        new(at, "the result does not fit into a whole number of 64 bits; cast a part to DOUBLE PRECISION.");
}
