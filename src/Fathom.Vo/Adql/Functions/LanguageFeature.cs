namespace Fathom.Vo.Adql.Functions;

/// <summary>An optional part of ADQL 2.1 that is there, as TAP capabilities declare it (TAPRegExt, <c>languageFeatures</c>).</summary>
/// <param name="Type">The group's identifier.</param>
/// <param name="Form">Name of the feature.</param>
public sealed record LanguageFeature(string Type, string Form)
{
    private const string Root = "ivo://ivoa.net/std/TAPRegExt#features-";

    /// <summary>Identifier of the group of user-defined functions, whose forms are <see cref="UserFunction.Signature"/>.</summary>
    public const string UserFunctions = Root + "udf";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<LanguageFeature> All { get; } =
    [
        .. Of("adqlgeo", "AREA", "BOX", "CENTROID", "CIRCLE", "CONTAINS", "COORD1", "COORD2", "COORDSYS", "DISTANCE", "INTERSECTS", "POINT", "POLYGON"),
        .. Of("adql-string", "LOWER", "UPPER", "ILIKE"),
        .. Of("adql-common-table", "WITH"),
        .. Of("adql-sets", "UNION", "EXCEPT", "INTERSECT"),
        .. Of("adql-type", "CAST"),
        // ADQL 2.1 also names adql-conditional for COALESCE, which is there; validators of before (STILTS 3.4) call that key an error.
        .. Of("adql-unit", "IN_UNIT"),
        .. Of("adql-offset", "OFFSET"),
    ];

    private static IEnumerable<LanguageFeature> Of(string group, params string[] forms) =>
        forms.Select(form => new LanguageFeature(Root + group, form));
}
