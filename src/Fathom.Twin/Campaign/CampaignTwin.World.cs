using Fathom.Compute.Pilot;
using Fathom.Production.Pilots;
using Fathom.Twin.Report;
using Fathom.Twin.Scenarios;
using Fathom.Twin.Time;

namespace Fathom.Twin.Campaign;

public sealed partial class CampaignTwin
{
    private readonly double[] _peakGranted = new double[64];

    private void EverySecond()
    {
        _second++;
        int period = (int)Math.Round(_scenario.HeartbeatSeconds);
        for (int i = _second % period; i < _pilots.Length; i += period)
        {
            Beat(i, ref _pilots[i]);
        }

        if (_second % ExpireEvery == 0)
        {
            _series.Lost(_server.Expire());
        }

        if (_second % TwinSeries.Step == 0)
        {
            Sample();
        }

        _events.Add(_second + 1, Happening.Second);
    }

    private void Beat(int index, ref SimulatedPilot pilot)
    {
        if (pilot.Number == 0)
        {
            return;
        }

        LeaseOfTwin? lease = pilot.Step.State is PilotState.Staging or PilotState.Running or PilotState.Blocked ? pilot.Lease : null;
        try
        {
            if (pilot.Finishing is { } finishing)
            {
                _server.Heartbeat(pilot.Number, finishing); // where it is lost the report shows it
            }

            if (!_server.Heartbeat(pilot.Number, lease))
            {
                Signal(index, ref pilot, PilotSignal.Revoked);
            }
        }
        catch (PilotGoneException)
        {
            Signal(index, ref pilot, PilotSignal.Forgotten);
        }
    }

    private void WatchReads(int element)
    {
        SimulatedElement at = _elements[element];
        _peakGranted[element] = Math.Max(_peakGranted[element], _storage.Load(_scenario.Elements[element].Name).Granted);
        if (at.NextEnd() is { } next)
        {
            _events.Add(next, Happening.ReadCheck, element, at.Generation);
        }
    }

    private void EndReads(int element)
    {
        while (_elements[element].TryTake(_now, out SimulatedElement.Read read))
        {
            ref SimulatedPilot pilot = ref _pilots[read.Pilot];
            if (pilot.Generation == read.Generation && pilot.Reading > 0)
            {
                EndRead(read.Pilot, ref pilot);
            }
        }

        WatchReads(element);
    }

    private void Read(int index, ref SimulatedPilot pilot)
    {
        pilot.Reads++;
        (pilot.Reading, pilot.ReadBegan) = (pilot.Lease!.Pace, _now);
        pilot.ReadFails = _random.NextDouble() < _scenario.TransferFailures;
        double bytes = _scenario.GigabytesPerJob * 1e9 * (pilot.ReadFails ? _random.NextDouble() : 1);
        int element = _elementIndex[pilot.Lease.ReadFrom!];
        _elements[element].Begin(index, pilot.Generation, bytes, pilot.Reading, _now);
        WatchReads(element);
    }

    private void EndRead(int index, ref SimulatedPilot pilot)
    {
        if (pilot.ReadFails && pilot.Reads < MostReads)
        {
            StopReading(ref pilot);
            Read(index, ref pilot);
            return;
        }

        if (pilot.ReadFails)
        {
            Fail(index, ref pilot, ReportKind.ReadFailed);
            return;
        }

        StopReading(ref pilot);
        _server.ReadEnded(pilot.Lease!, _now - pilot.ReadBegan);
        if (pilot.Computed)
        {
            pilot.Report = ReportKind.Outputs;
            Signal(index, ref pilot, PilotSignal.PayloadEnded);
        }
    }

    private void StopReading(ref SimulatedPilot pilot)
    {
        if (pilot.Reading > 0)
        {
            int element = _elementIndex[pilot.Lease!.ReadFrom!];
            _elements[element].End(pilot.Reading, _now);
            pilot.Reading = 0;
            WatchReads(element);
        }
    }

    private void Meet(Incident incident)
    {
        switch (incident.What)
        {
            case "siteLost" or "siteBack":
                SetPresence(_scenario.Sites.FindIndex(site => site.Name == incident.Name), incident.What == "siteLost");
                break;
            case "slots":
                SetSlots((int)(_scenario.Slots * incident.Value));
                break;
            case "elementSpeed":
                int element = _elementIndex[incident.Name];
                _elements[element].SetSpeed(incident.Value, _now);
                WatchReads(element);
                break;
            default:
                _server.Say(incident);
                break;
        }
    }

    private void SetPresence(int site, bool lost)
    {
        for (int i = 0; i < _pilots.Length; i++)
        {
            ref SimulatedPilot pilot = ref _pilots[i];
            if (pilot.Site == site && pilot.Absent != lost && i < _scenario.Slots)
            {
                SetPresence(i, ref pilot, lost);
            }
        }
    }

    private void SetPresence(int index, ref SimulatedPilot pilot, bool absent)
    {
        pilot.Absent = absent;
        if (absent)
        {
            Die(index, ref pilot);
        }
        else
        {
            pilot.Generation++;
            _events.Add(_now + (_random.NextDouble() * _scenario.RampHours * 3600), Happening.PilotUp, index, pilot.Generation);
        }
    }

    /// <summary>More slots come up over the ramp; of those too many each takes no further job.</summary>
    private void SetSlots(int slots)
    {
        for (int i = 0; i < _pilots.Length; i++)
        {
            ref SimulatedPilot pilot = ref _pilots[i];
            if (i < slots && pilot.Absent)
            {
                SetPresence(i, ref pilot, absent: false);
            }
            else if (i >= slots && !pilot.Absent)
            {
                pilot.Absent = true;
                Signal(i, ref pilot, PilotSignal.Drain);
            }
        }
    }

    private void Sample() => _series.Sample(_now, _dispatcher.Running, _dispatcher.Waiting, _present, [.. _elements.Select(element => element.Bytes)]);
}
