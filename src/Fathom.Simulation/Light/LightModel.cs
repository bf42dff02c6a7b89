using System.Runtime.CompilerServices;
using Fathom.Detector.Geometry;
using Fathom.Detector.Randomness;
using Fathom.Simulation.Deposits;

namespace Fathom.Simulation.Light;

/// <summary>Deposits to photo-electrons, with the light yield scaled to what the detector measures at its centre.</summary>
/// <remarks>
/// Only photons that a PMT of the best efficiency would detect are followed. How many those are per MeV comes from the fraction of them
/// that gives a photo-electron from the centre, traced once per detector with a fixed seed; its statistical error is 0.1 %.
/// </remarks>
public sealed class LightModel
{
    private const int YieldPhotons = 400_000;
    private const ulong YieldSeed = 0x11F3;

    private static readonly ConditionalWeakTable<DetectorGeometry, LightModel> Models = [];

    private readonly DetectorGeometry _geometry;
    private readonly PhotonTracer _tracer;
    private readonly PmtLocator _locator;
    private readonly double[] _relativeEfficiency;
    private readonly double _absorption;

    private LightModel(DetectorGeometry geometry)
    {
        _geometry = geometry;
        _tracer = new PhotonTracer(geometry);
        _locator = new PmtLocator(geometry);
        _absorption = geometry.Description.Scintillator.AbsorptionLengthMm;
        BestEfficiency = geometry.Types.Max(type => geometry.Of(type).DetectionEfficiency);
        _relativeEfficiency = [.. geometry.Types.Select(type => geometry.Of(type).DetectionEfficiency / BestEfficiency)];
        PhotonsPerMev = geometry.Description.Scintillator.PePerMevAtCentre / CollectedFraction();
    }

    /// <summary>Photons per MeV that a PMT of the best efficiency would detect.</summary>
    public double PhotonsPerMev { get; }

    /// <summary>The highest detection efficiency of the PMT types.</summary>
    public double BestEfficiency { get; }

    internal PhotonTracer Tracer => _tracer;

    /// <summary>The model of a detector; made once, safe to share by threads.</summary>
    public static LightModel Of(DetectorGeometry geometry) => Models.GetValue(geometry, g => new LightModel(g));

    /// <summary>Makes the photo-electrons of a deposit: channel and time of arrival at the photocathode, spread by emission.</summary>
    /// <param name="deposit">The deposit; outside the target it gives no light.</param>
    /// <param name="random">Random numbers.</param>
    /// <param name="add">Receives the channel and the time after the interaction [ns].</param>
    public void Light(in Deposit deposit, SeededRandom random, Action<int, double> add)
    {
        if (deposit.Place.Radius >= _geometry.TargetRadius)
        {
            return;
        }

        var photons = random.NextPoisson(deposit.Energy * PhotonsPerMev);
        for (var i = 0; i < photons; i++)
        {
            var path = _tracer.Trace(deposit.Place, random);
            if (path.InScintillator > _absorption * random.NextExponential())
            {
                continue;
            }

            var pmt = _locator.At(path.End.X, path.End.Y, path.End.Z);
            if (pmt >= 0 && random.NextUniform() < _relativeEfficiency[pmt])
            {
                add(pmt, deposit.Delay + Emission(random) + path.Flight);
            }
        }
    }

    private double Emission(SeededRandom random)
    {
        var scintillator = _geometry.Description.Scintillator;
        var choice = random.NextUniform();
        var component = 0;
        while (component < scintillator.DecayFractions.Length - 1 && choice >= scintillator.DecayFractions[component])
        {
            choice -= scintillator.DecayFractions[component++];
        }

        return scintillator.DecayTimesNs[component] * random.NextExponential();
    }

    private double CollectedFraction()
    {
        var random = new SeededRandom(YieldSeed);
        var sum = 0.0;
        for (var i = 0; i < YieldPhotons; i++)
        {
            var path = _tracer.Trace(default, random);
            var pmt = _locator.At(path.End.X, path.End.Y, path.End.Z);
            sum += pmt < 0 ? 0 : _relativeEfficiency[pmt] * Math.Exp(-path.InScintillator / _absorption);
        }

        return sum / YieldPhotons;
    }
}
