namespace Fathom.Detector.Description;

/// <summary>The PMTs: how many, where, and what each type does.</summary>
public sealed record PmtArrayDescription
{
    /// <summary>Number of PMTs, which is also the number of channels; at most 65,535.</summary>
    public int Count { get; init; }

    /// <summary>How many of them are dynode tubes; the rest are MCP tubes.</summary>
    public int DynodeCount { get; init; }

    /// <summary>Radius of the sphere on which the photocathodes lie [mm].</summary>
    public double SphereRadiusMm { get; init; } = double.NaN;

    /// <summary>Radius of a photocathode, taken as a disc that faces the centre [mm].</summary>
    public double PhotocathodeRadiusMm { get; init; } = double.NaN;

    /// <summary>Rule of placement: "rings", see <see cref="Geometry.PmtLattice"/>.</summary>
    public string Placement { get; init; } = "";

    /// <summary>Properties of dynode tubes.</summary>
    public PmtTypeDescription Dynode { get; init; } = new();

    /// <summary>Properties of micro-channel-plate tubes.</summary>
    public PmtTypeDescription Mcp { get; init; } = new();
}
