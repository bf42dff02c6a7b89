using Fathom.Detector.Description;

namespace Fathom.Detector.Geometry;

/// <summary>A detector as the algorithms see it: its description and one column per property of a channel.</summary>
/// <remarks>The centre of the target is the origin. Immutable by convention: nobody writes to the columns.</remarks>
public sealed class DetectorGeometry
{
    /// <summary>Vacuum speed of light [mm/ns].</summary>
    public const double SpeedOfLight = 299.792458;

    private DetectorGeometry(DetectorDescription description)
    {
        Description = description;
        (X, Y, Z, Types) = PmtLattice.From(description.Pmts);
    }

    /// <summary>What the description file says.</summary>
    public DetectorDescription Description { get; }

    /// <summary>Name of the detector, as data files carry it.</summary>
    public string Name => Description.Name;

    /// <summary>Number of channels.</summary>
    public int PmtCount => X.Length;

    /// <summary>PMT x [mm], shape (nPmt), index = channel.</summary>
    public double[] X { get; }

    /// <summary>PMT y [mm], shape (nPmt).</summary>
    public double[] Y { get; }

    /// <summary>PMT z [mm], shape (nPmt).</summary>
    public double[] Z { get; }

    /// <summary>PMT types, shape (nPmt).</summary>
    public PmtType[] Types { get; }

    /// <summary>Inner radius of the target [mm].</summary>
    public double TargetRadius => Description.Target.RadiusMm;

    /// <summary>Outer radius of the acrylic wall [mm].</summary>
    public double AcrylicOuterRadius => Description.Target.RadiusMm + Description.Target.AcrylicThicknessMm;

    /// <summary>Radius of the sphere of PMTs [mm].</summary>
    public double PmtSphereRadius => Description.Pmts.SphereRadiusMm;

    /// <summary>Properties of the PMTs of one type.</summary>
    public PmtTypeDescription Of(PmtType type) => type == PmtType.Dynode ? Description.Pmts.Dynode : Description.Pmts.Mcp;

    /// <summary>Loads a detector from its description file.</summary>
    /// <exception cref="DetectorDescriptionException">The description cannot be used.</exception>
    public static DetectorGeometry Load(string path) => From(DetectorDescription.Load(path));

    /// <summary>Builds a detector from a description.</summary>
    public static DetectorGeometry From(DetectorDescription description) => new(description);
}
