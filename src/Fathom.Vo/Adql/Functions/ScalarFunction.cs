namespace Fathom.Vo.Adql.Functions;

/// <summary>Computes a function of values: <c>long</c>, <c>double</c>, <c>string</c>, shapes. No argument is null.</summary>
/// <returns>The value; null for NULL.</returns>
internal delegate object? Compute(object[] arguments);

/// <summary>A function that gives one value for the values of one row; NULL where an argument is NULL.</summary>
/// <param name="Name">Within SQL; lower case.</param>
/// <param name="Parameters">Types of its arguments.</param>
/// <param name="Result">Type of its value.</param>
/// <param name="Compute">How it is computed.</param>
internal sealed record ScalarFunction(string Name, AdqlType[] Parameters, AdqlType Result, Compute Compute)
{
    /// <summary>For functions of one real number: the same without boxes.</summary>
    public Func<double, double>? OfOne { get; init; }

    /// <summary>For functions of two real numbers: the same without boxes.</summary>
    public Func<double, double, double>? OfTwo { get; init; }

    /// <summary>False where each call gives another value.</summary>
    public bool IsDeterministic { get; init; } = true;

    /// <summary>True where the unit of the first argument is the unit of the value.</summary>
    public bool KeepsUnit { get; init; }

    /// <summary>Unit of the value; null: none, or the argument's.</summary>
    public string? Unit { get; init; }

    /// <summary>UCD of the value; null: none.</summary>
    public string? Ucd { get; init; }

    /// <summary>True where arguments of these types are taken, whole numbers also for real ones.</summary>
    public bool Takes(IReadOnlyList<AdqlType> types) =>
        types.Count == Parameters.Length && !types.Where((type, i) => !Fits(type, Parameters[i])).Any();

    private static bool Fits(AdqlType found, AdqlType wanted) => found == wanted || found == AdqlType.Null
        || (wanted == AdqlType.Real && found == AdqlType.Integer)
        || (wanted == AdqlType.Shape && found is AdqlType.Point or AdqlType.Circle or AdqlType.Polygon)
        || (wanted == AdqlType.Text && found == AdqlType.Timestamp)
        || (wanted == AdqlType.Timestamp && found == AdqlType.Text);

    /// <summary>A function of one real number.</summary>
    public static ScalarFunction Real(string name, Func<double, double> of) =>
        new(name, [AdqlType.Real], AdqlType.Real, arguments => of((double)arguments[0])) { OfOne = of };

    /// <summary>A function of two real numbers.</summary>
    public static ScalarFunction Real(string name, Func<double, double, double> of) =>
        new(name, [AdqlType.Real, AdqlType.Real], AdqlType.Real, arguments => of((double)arguments[0], (double)arguments[1])) { OfTwo = of };
}
