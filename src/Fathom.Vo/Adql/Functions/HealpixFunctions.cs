using Fathom.Sky.Sphere;
using Fathom.Vo.Adql.Geometry;

namespace Fathom.Vo.Adql.Functions;

/// <summary>HEALPix in nested numbering, and overlaps of intervals (Catalogue of ADQL User Defined Functions 1.1).</summary>
internal static class HealpixFunctions
{
    /// <summary>All of them.</summary>
    public static IEnumerable<ScalarFunction> All =>
    [
        new("ivo_healpix_index", [AdqlType.Integer, AdqlType.Real, AdqlType.Real], AdqlType.Integer, a => Index((long)a[0], (double)a[1], (double)a[2])) { Ucd = "pos.healpix" },
        new("ivo_healpix_index", [AdqlType.Integer, AdqlType.Point], AdqlType.Integer, a => Index((long)a[0], ((SkyPoint)a[1]).Longitude, ((SkyPoint)a[1]).Latitude)) { Ucd = "pos.healpix" },
        new("ivo_healpix_center", [AdqlType.Integer, AdqlType.Integer], AdqlType.Point, a => Centre((long)a[0], (long)a[1])),
        new("ivo_interval_overlaps", [AdqlType.Real, AdqlType.Real, AdqlType.Real, AdqlType.Real], AdqlType.Integer, a => (double)a[0] <= (double)a[3] && (double)a[2] <= (double)a[1] ? 1L : 0L),
    ];

    private static long? Index(long order, double longitude, double latitude) =>
        order is >= 0 and <= HealpixGrid.Finest && new HealpixGrid((int)order).Nested(longitude, latitude) is var cell and >= 0 ? cell : null;

    private static SkyPoint? Centre(long order, long cell) =>
        order is >= 0 and <= HealpixGrid.Finest && cell >= 0 && cell < new HealpixGrid((int)order).Cells
            ? SkyPoint.Of(new HealpixGrid((int)order).Centre(cell))
            : null;
}
