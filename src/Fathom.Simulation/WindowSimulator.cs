using Fathom.Detector.Calibration;
using Fathom.Detector.Geometry;
using Fathom.Detector.Randomness;
using Fathom.Events.Hits;
using Fathom.Simulation.Deposits;
using Fathom.Simulation.Light;
using Fathom.Simulation.Readout;

namespace Fathom.Simulation;

/// <summary>Simulates one readout window: light, transit times, dark counts, trigger, digitisation. One per thread.</summary>
internal sealed class WindowSimulator
{
    private readonly DetectorGeometry _geometry;
    private readonly CalibrationConstants _truth;
    private readonly LightModel _light;
    private readonly PhotoElectrons _photoElectrons;
    private readonly MultiplicityTrigger _trigger;
    private readonly DarkNoise _darkNoise;
    private readonly Digitizer _digitizer;
    private readonly double _latestTrigger;

    internal WindowSimulator(DetectorGeometry geometry, CalibrationConstants truth)
    {
        truth.MustFit(geometry);
        (_geometry, _truth, _light) = (geometry, truth, LightModel.Of(geometry));
        var (readout, trigger) = (geometry.Description.Readout, geometry.Description.Trigger);

        // Enough before for the first trigger's window and memory, enough after for the window of the latest
        var low = -Math.Max(readout.PretriggerNs, trigger.WindowNs) - trigger.ClockNs;
        _latestTrigger = readout.WindowNs;
        var high = _latestTrigger + readout.WindowNs - readout.PretriggerNs;
        _photoElectrons = new PhotoElectrons(low, high);
        _trigger = new MultiplicityTrigger(trigger, low, high);
        _darkNoise = new DarkNoise(truth);
        _digitizer = new Digitizer(readout, truth);
    }

    /// <summary>Simulates interactions that share a window.</summary>
    /// <param name="interactions">Interactions; their times count from the window's origin [ns].</param>
    /// <param name="random">Random numbers of this window.</param>
    /// <param name="hits">Receives the hits where it triggers.</param>
    /// <returns>Trigger time from the origin [ns], or NaN where it does not trigger.</returns>
    internal double Simulate(IReadOnlyList<Interaction> interactions, SeededRandom random, RawHitColumns hits)
    {
        _photoElectrons.Clear();
        foreach (var interaction in interactions)
        {
            foreach (var deposit in interaction.Deposits)
            {
                _light.Light(deposit, random, (pmt, time) => AddLight(pmt, interaction.TimeNs + time, random));
            }
        }

        _darkNoise.Add(_photoElectrons, random);
        _photoElectrons.Sort();
        var trigger = _trigger.Fire(_photoElectrons, _latestTrigger);
        if (!double.IsNaN(trigger))
        {
            _digitizer.Digitize(_photoElectrons, trigger - _geometry.Description.Readout.PretriggerNs, random, hits);
        }

        return trigger;
    }

    private void AddLight(int pmt, double time, SeededRandom random)
    {
        var spread = _geometry.Of(_geometry.Types[pmt]).TransitTimeSpreadNs * random.NextNormal();
        if (_truth.Status[pmt] != ChannelStatus.Dead)
        {
            _photoElectrons.Add(pmt, time + spread + _truth.TimeOffset[pmt]);
        }
    }
}
