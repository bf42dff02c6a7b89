namespace Fathom.Vo.Adql.Functions;

/// <summary>A function beyond ADQL's own, as TAP capabilities declare it (TAPRegExt, <c>features-udf</c>).</summary>
/// <param name="Name">Its name.</param>
/// <param name="Signature">Parameters and result.</param>
/// <param name="Description">What it does.</param>
public sealed record UserFunction(string Name, string Signature, string Description)
{
    /// <summary>All that queries can use.</summary>
    public static IReadOnlyList<UserFunction> All { get; } =
    [
        new("ivo_healpix_index", "ivo_healpix_index(hpxOrder INTEGER, long DOUBLE PRECISION, lat DOUBLE PRECISION) -> BIGINT",
            "Index of the HEALPix cell (nested numbering) in which a position in degrees lies, at an order of 0 to 29."),
        new("ivo_healpix_index", "ivo_healpix_index(hpxOrder INTEGER, pos POINT) -> BIGINT",
            "Index of the HEALPix cell (nested numbering) in which a point lies, at an order of 0 to 29."),
        new("ivo_healpix_center", "ivo_healpix_center(hpxOrder INTEGER, hpxIndex BIGINT) -> POINT",
            "Centre of a HEALPix cell (nested numbering)."),
        new("ivo_histogram", "ivo_histogram(val DOUBLE PRECISION, lower DOUBLE PRECISION, upper DOUBLE PRECISION, nbins INTEGER) -> BIGINT",
            "Aggregate: an array of nbins + 2 counts; the first counts what is below lower or NULL, the last what is above upper."),
        new("ivo_hasword", "ivo_hasword(haystack VARCHAR, needle VARCHAR) -> INTEGER",
            "1 where each word of the second text is a word of the first, without regard to case; 0 otherwise."),
        new("ivo_hashlist_has", "ivo_hashlist_has(hashlist VARCHAR, item VARCHAR) -> INTEGER",
            "1 where the item is in a list of words that stand between hash signs, without regard to case; 0 otherwise."),
        new("ivo_nocasematch", "ivo_nocasematch(val VARCHAR, pattern VARCHAR) -> INTEGER",
            "1 where the value is like the pattern, without regard to case; 0 otherwise. ILIKE says the same."),
        new("ivo_string_agg", "ivo_string_agg(expression VARCHAR, delimiter VARCHAR) -> VARCHAR",
            "Aggregate: all values joined by the delimiter, NULL left out."),
        new("ivo_geom_transform", "ivo_geom_transform(from_sys VARCHAR, to_sys VARCHAR, geo POINT) -> POINT",
            "A point, circle or polygon turned from one frame to another; the frames are ICRS and GALACTIC."),
        new("ivo_to_jd", "ivo_to_jd(d TIMESTAMP) -> DOUBLE PRECISION", "Julian date of a time, without regard to time scales."),
        new("ivo_to_mjd", "ivo_to_mjd(d TIMESTAMP) -> DOUBLE PRECISION", "Modified Julian date of a time, without regard to time scales."),
        new("ivo_interval_overlaps",
            "ivo_interval_overlaps(a1 DOUBLE PRECISION, b1 DOUBLE PRECISION, a2 DOUBLE PRECISION, b2 DOUBLE PRECISION) -> INTEGER",
            "1 where the interval from a1 to b1 has a value in common with the one from a2 to b2; 0 otherwise."),
        new("moc", "moc(cells VARCHAR) -> VARCHAR",
            "A coverage from its ASCII form (MOC 2.0), such as '3/10,12-15 4/199', for CONTAINS and INTERSECTS with points and coverages."),
        new("moc", "moc(hpxOrder INTEGER, region CIRCLE) -> VARCHAR",
            "The HEALPix cells of an order, at most 12, that a circle touches, as a coverage."),
    ];

    /// <summary>Their names, without regard to case.</summary>
    public static IReadOnlySet<string> Names { get; } = All.Select(function => function.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
}
