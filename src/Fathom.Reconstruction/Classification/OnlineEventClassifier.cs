using Fathom.Detector.Geometry;
using Fathom.Events.Hits;
using Fathom.Events.Records;

namespace Fathom.Reconstruction.Classification;

/// <summary>Gives an event its class from the raw charge alone, as the data acquisition can while it takes data.</summary>
public static class OnlineEventClassifier
{
    /// <summary>Classifies one event.</summary>
    /// <param name="hits">Raw hits.</param>
    /// <param name="adcPerPe">Nominal gain [ADC counts/PE].</param>
    /// <param name="darkCharge">Mean dark charge of the window [PE].</param>
    /// <param name="options">Thresholds.</param>
    public static OecRecord Classify(RawHitColumns hits, double adcPerPe, double darkCharge, OecOptions options)
    {
        ArgumentNullException.ThrowIfNull(hits);
        ArgumentNullException.ThrowIfNull(options);
        long sum = 0;
        foreach (var adc in hits.Adc)
        {
            sum += adc;
        }

        var charge = sum / adcPerPe;
        return new OecRecord(ClassOf((charge - darkCharge) / options.PePerMev, options), hits.Count, charge);
    }

    /// <summary>The class of an event of about this energy [MeV].</summary>
    public static OecClass ClassOf(double energy, OecOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return energy switch
        {
            _ when double.IsNaN(energy) => OecClass.Unclassified,
            _ when energy < options.NoiseBelow => OecClass.DarkNoise,
            _ when energy < options.LowEnergyBelow => OecClass.LowEnergy,
            _ when energy <= options.PointLikeUpTo => OecClass.PointLike,
            _ when energy < options.MuonFrom => OecClass.HighEnergy,
            _ => OecClass.Muon,
        };
    }

    /// <summary>Mean dark charge of a readout window from the rates of the detector's description [PE].</summary>
    public static double NominalDarkCharge(DetectorGeometry geometry)
    {
        ArgumentNullException.ThrowIfNull(geometry);
        var pmts = geometry.Description.Pmts;
        var rate = (pmts.DynodeCount * pmts.Dynode.DarkRateHz) + ((pmts.Count - pmts.DynodeCount) * pmts.Mcp.DarkRateHz);
        return rate * 1e-9 * geometry.Description.Readout.WindowNs;
    }
}
