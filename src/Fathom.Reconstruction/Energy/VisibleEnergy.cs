using Fathom.Events.Hits;
using Fathom.Reconstruction.Calibration;

namespace Fathom.Reconstruction.Energy;

/// <summary>Visible energy of an event at a vertex.</summary>
/// <param name="PeSum">Charge of the good channels, expected dark charge taken off [PE].</param>
/// <param name="Energy">Visible energy [MeV]: kinetic energy plus both annihilation gammas for a positron.</param>
/// <param name="Precision">Its estimated standard deviation [MeV].</param>
/// <remarks>
/// E = (Q − Σ dark rate·W)/Y(vertex) with Y, in PE/MeV, from the light map of the constants: the light yield is fixed at
/// the centre with a calibration source. σ² = Σq·(1 + w²) in PE with w the width of a single photo-electron: Poisson and
/// charge fluctuations of light and dark counts.
/// </remarks>
public readonly record struct VisibleEnergy(double PeSum, double Energy, double Precision)
{
    /// <summary>Computes it.</summary>
    /// <param name="hits">Calibrated hits of the whole window.</param>
    /// <param name="detector">Geometry and constants.</param>
    /// <param name="x">Vertex x [mm].</param>
    /// <param name="y">Vertex y [mm].</param>
    /// <param name="z">Vertex z [mm].</param>
    public static VisibleEnergy At(HitColumns hits, DetectorModel detector, double x, double y, double z)
    {
        ArgumentNullException.ThrowIfNull(hits);
        ArgumentNullException.ThrowIfNull(detector);
        var charge = 0.0;
        foreach (var q in hits.Charge)
        {
            charge += q;
        }

        var light = charge - (detector.DarkRate * detector.Window);
        var yield = detector.Light.PePerMev(x, y, z);
        var width = detector.Geometry.Description.Readout.SinglePeWidth;
        var fluctuation = Math.Sqrt(Math.Max(charge, 1) * (1 + (width * width)));
        return new VisibleEnergy(light, light / yield, fluctuation / yield);
    }
}
