using System.Collections.Frozen;

namespace Fathom.Vo.Adql.Functions;

/// <summary>All functions of one row's values, by name.</summary>
internal static class FunctionTable
{
    private static readonly FrozenDictionary<string, ScalarFunction[]> ByName =
        MathFunctions.All.Concat(TextFunctions.All).Concat(GeometryFunctions.All).Concat(HealpixFunctions.All)
            .GroupBy(function => function.Name)
            .ToFrozenDictionary(group => group.Key, group => group.ToArray(), StringComparer.OrdinalIgnoreCase);

    /// <summary>Each function with each list of parameters, with what only the engine itself names.</summary>
    public static IEnumerable<ScalarFunction> All => ByName.Values.SelectMany(overloads => overloads).Append(GeometryFunctions.InCircle);

    /// <summary>The function for arguments of these types: the first whose parameters they fit; null: none does.</summary>
    public static ScalarFunction? Find(string name, IReadOnlyList<AdqlType> types)
    {
        if (name.Equals("polygon", StringComparison.OrdinalIgnoreCase))
        {
            ScalarFunction polygon = GeometryFunctions.Polygon(types.Count, types.Contains(AdqlType.Point));
            return polygon.Takes(types) && (types.Contains(AdqlType.Point) || types.Count % 2 == 0) ? polygon : null;
        }

        return ByName.TryGetValue(name, out ScalarFunction[]? overloads) ? Array.Find(overloads, function => function.Takes(types)) : null;
    }

    /// <summary>What the function takes, as messages say it.</summary>
    public static string Usage(string name) => ByName.TryGetValue(name, out ScalarFunction[]? overloads)
        ? string.Join(" or ", overloads.Select(function => $"({string.Join(", ", function.Parameters.Select(TypeNames.Of))})"))
        : "points or pairs of numbers";
}
