using Fathom.Events.Hits;
using Fathom.Events.Records;
using Fathom.Reconstruction.Calibration;
using Fathom.Reconstruction.Energy;
using Fathom.Reconstruction.Vertex;

namespace Fathom.Reconstruction.Steering;

/// <summary>Turns a fit into the record that the ESD keeps, with the visible energy at its vertex.</summary>
internal static class VertexRecords
{
    /// <summary>Position error at which the position's quality is one half [mm].</summary>
    private const double HalfQualityError = 100;

    public static VertexRecord Of(in VertexFit fit, HitColumns hits, DetectorModel detector)
    {
        var energy = VisibleEnergy.At(hits, detector, fit.X, fit.Y, fit.Z);
        if (!fit.HasPosition)
        {
            return new VertexRecord { Status = fit.Status, PeSum = energy.PeSum };
        }

        var converged = fit.Status == VertexStatus.Converged;
        return new VertexRecord
        {
            Status = fit.Status,
            PeSum = energy.PeSum,
            Energy = energy.Energy,
            EnergyPrecision = energy.Precision,
            X = fit.X,
            Y = fit.Y,
            Z = fit.Z,
            T0 = fit.T0,
            StageNegLogLikelihoods = fit.NegLogLikelihood == 0 ? [] : [(float)fit.NegLogLikelihood],
            ChiSquare = fit.Chi2,
            Ndf = fit.Ndf,
            PositionQuality = converged ? HalfQualityError / (HalfQualityError + fit.Error) : 0,
            EnergyQuality = converged ? Math.Clamp(1 - (energy.Precision / Math.Max(energy.Energy, 1e-6)), 0, 1) : 0,
        };
    }
}
