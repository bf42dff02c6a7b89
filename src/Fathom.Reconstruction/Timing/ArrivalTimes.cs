using Fathom.Detector.Geometry;
using Fathom.Reconstruction.Optics;

namespace Fathom.Reconstruction.Timing;

/// <summary>Densities of the arrival time of one photo-electron, by its distance from the deposit, for one type of PMT.</summary>
/// <remarks>
/// Direct light is the scintillator's pulse; light scattered on its way is the same pulse, later. The further the PMT,
/// the more of its light was scattered (time densities by distance: arXiv:2211.16768, section 4.2).
/// </remarks>
public sealed class ArrivalTimes
{
    private const int Photons = 40_000;
    private const double Length = 260;
    private readonly DelayHistogram _delays;
    private readonly LightPulse[] _pulses = new LightPulse[DelayHistogram.Distances];

    /// <summary>Builds the densities from the description of the detector.</summary>
    /// <param name="geometry">The detector.</param>
    /// <param name="flight">Time of flight.</param>
    /// <param name="type">Type of PMT.</param>
    public ArrivalTimes(DetectorGeometry geometry, FlightPath flight, PmtType type)
    {
        ArgumentNullException.ThrowIfNull(geometry);
        var scintillator = geometry.Description.Scintillator;
        var components = scintillator.DecayFractions.Zip(scintillator.DecayTimesNs, (w, t) => new DecayComponent(w, t))
            .Where(c => c.Weight > 0).ToArray();
        // A TDC's tick and a floor of 0.1 ns keep the density smooth where a description has no spread
        var tick = 1 / geometry.Description.Readout.TdcTicksPerNs;
        var own = geometry.Of(type).TransitTimeSpreadNs;
        var spread = Math.Sqrt((own * own) + (tick * tick / 12) + 0.01);
        Direct = new LightPulse(components, spread, Length);
        _delays = ScatteredLight.Trace(geometry, flight, Photons);
        var middles = DelayHistogram.Middles();
        for (var bin = 0; bin < _pulses.Length; bin++)
        {
            // Distances that no photon of the sample had keep the direct pulse
            _pulses[bin] = _delays.Row(bin)[0] > 0 ? Direct.Delayed(_delays.Row(bin), middles) : Direct;
        }
    }

    /// <summary>Density of light that was not scattered.</summary>
    public LightPulse Direct { get; }

    /// <summary>Density at a distance.</summary>
    /// <param name="bin">A bin from <see cref="Bin"/>.</param>
    public LightPulse At(int bin) => _pulses[bin];

    /// <summary>Bin of a distance [mm].</summary>
    public int Bin(double distance) => _delays.Bin(distance);
}
