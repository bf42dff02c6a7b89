using Fathom.Vo.Adql.Syntax;

namespace Fathom.Vo.Adql.Parsing;

/// <summary>A function whose name is a reserved word, and how many arguments its grammar allows.</summary>
/// <param name="Name">In capitals.</param>
/// <param name="Least">Fewest arguments, without a coordinate system.</param>
/// <param name="Most">Most arguments.</param>
internal sealed record CoreFunction(string Name, int Least, int Most)
{
    /// <summary>True where the deprecated coordinate system may be the first argument.</summary>
    public bool TakesCoordinateSystem => Name is "POINT" or "CIRCLE" or "BOX" or "POLYGON";

    /// <summary>What is wrong with the arguments, as the end of a sentence; null: nothing.</summary>
    public string? Problem(IReadOnlyList<Expression> arguments)
    {
        if (arguments.Count < Least || arguments.Count > Most)
        {
            return FormattableString.Invariant($"takes {Range()}, found {arguments.Count}");
        }

        return Name switch
        {
            "CIRCLE" when arguments.Count == 2 => CentreProblem(arguments[0]),
            "BOX" when arguments.Count == 3 => CentreProblem(arguments[0]),
            "DISTANCE" when arguments.Count == 3 => "takes two points or four numbers, found 3 arguments",
            "POLYGON" when arguments.Any(argument => !CanBePoint(argument)) && (arguments.Count % 2 != 0 || arguments.Count < 6) =>
                FormattableString.Invariant($"takes at least three pairs of coordinates, found {arguments.Count} numbers"),
            _ => null,
        };
    }

    private static string? CentreProblem(Expression centre) =>
        CanBePoint(centre) ? null : "needs a point, or two coordinates, for its centre";

    private static bool CanBePoint(Expression argument) => argument switch
    {
        ColumnName or Cast => true,
        FunctionCall call => CoreFunctions.Find(call.Name) is null or { Name: "POINT" or "CENTROID" or "COALESCE" },
        _ => false,
    };

    private string Range() => (Least, Most) switch
    {
        (0, 0) => "no argument",
        (1, 1) => "one argument",
        _ when Least == Most => FormattableString.Invariant($"{Least} arguments"),
        (_, int.MaxValue) => FormattableString.Invariant($"at least {Least} argument{(Least == 1 ? string.Empty : "s")}"),
        _ => FormattableString.Invariant($"{Least} to {Most} arguments"),
    };
}
