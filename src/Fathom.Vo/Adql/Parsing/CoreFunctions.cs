using System.Collections.Frozen;

namespace Fathom.Vo.Adql.Parsing;

/// <summary>The functions that the grammar of ADQL 2.1 names.</summary>
internal static class CoreFunctions
{
    private static readonly FrozenDictionary<string, CoreFunction> ByName = new CoreFunction[]
    {
        new("ABS", 1, 1), new("CEILING", 1, 1), new("DEGREES", 1, 1), new("EXP", 1, 1), new("FLOOR", 1, 1), new("LOG", 1, 1),
        new("LOG10", 1, 1), new("MOD", 2, 2), new("PI", 0, 0), new("POWER", 2, 2), new("RADIANS", 1, 1), new("RAND", 0, 1),
        new("ROUND", 1, 2), new("SQRT", 1, 1), new("TRUNCATE", 1, 2), new("ACOS", 1, 1), new("ASIN", 1, 1), new("ATAN", 1, 1),
        new("ATAN2", 2, 2), new("COS", 1, 1), new("COT", 1, 1), new("SIN", 1, 1), new("TAN", 1, 1), new("LOWER", 1, 1),
        new("UPPER", 1, 1), new("COALESCE", 1, int.MaxValue), new("IN_UNIT", 2, 2), new("AREA", 1, 1), new("BOX", 3, 4),
        new("CENTROID", 1, 1), new("CIRCLE", 2, 3), new("CONTAINS", 2, 2), new("COORD1", 1, 1), new("COORD2", 1, 1),
        new("COORDSYS", 1, 1), new("DISTANCE", 2, 4), new("INTERSECTS", 2, 2), new("POINT", 2, 2),
        new("POLYGON", 3, int.MaxValue), new("REGION", 1, 1),
    }.ToFrozenDictionary(function => function.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Their names in capitals.</summary>
    public static IEnumerable<string> Names => ByName.Keys;

    /// <summary>The function of that name in any case; null: none.</summary>
    public static CoreFunction? Find(string name) => ByName.GetValueOrDefault(name);
}
