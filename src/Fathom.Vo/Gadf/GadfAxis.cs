using System.Globalization;

namespace Fathom.Vo.Gadf;

/// <summary>An axis of a response: its bins in the order in which they are written.</summary>
/// <param name="Name">Beginning of the names of its two columns, such as ENERG.</param>
/// <param name="Unit">Unit; null: none.</param>
/// <param name="Low">Lower edges.</param>
/// <param name="High">Upper edges.</param>
internal sealed record GadfAxis(string Name, string? Unit, IReadOnlyList<double> Low, IReadOnlyList<double> High)
{
    private const double GigaInTera = 1e-3;

    /// <summary>Number of bins.</summary>
    public int Bins => Low.Count;

    /// <summary>An axis of energies [GeV], written in TeV.</summary>
    public static GadfAxis Energy(double[] edges) => Of("ENERG", "TeV", [.. edges.Select(edge => edge * GigaInTera)]);

    /// <summary>An axis of edges.</summary>
    public static GadfAxis Of(string name, string? unit, double[] edges) => new(name, unit, edges[..^1], edges[1..]);

    /// <summary>Bands of declination as angles to the north celestial pole [deg]: the last band of sin declination comes first.</summary>
    public static GadfAxis FromPole(double[] sinDeclination) => Of("THETA", "deg", [.. sinDeclination.Reverse().Select(sin => double.RadiansToDegrees(Math.Acos(Math.Clamp(sin, -1, 1))))]);

    /// <summary>TDIM of a column over axes, the first of which runs fastest.</summary>
    public static string Dimensions(IEnumerable<GadfAxis> axes) => $"({string.Join(',', axes.Select(axis => axis.Bins.ToString(CultureInfo.InvariantCulture)))})";
}
