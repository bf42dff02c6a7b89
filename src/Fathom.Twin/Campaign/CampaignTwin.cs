using Fathom.Production.Dispatch;
using Fathom.Storage.Load;
using Fathom.Twin.Report;
using Fathom.Twin.Scenarios;
using Fathom.Twin.Time;

namespace Fathom.Twin.Campaign;

/// <summary>One campaign on virtual time: production's ledger over its store in memory, simulated pilots, sites and storage.</summary>
/// <remarks>A payload reads its input while it computes, evenly, at most at the pace that it was granted; it ends when both are through.
/// Payloads fail with the scenario's chance when it says, reads with its chance at a point drawn evenly. A read that fails is begun anew by its pilot, from
/// the first byte, while the payload waits; the third failure ends the attempt.</remarks>
public sealed partial class CampaignTwin
{
    private const double AskSeconds = 0.1;
    private const double ReportSeconds = 0.5;
    private const double StartSeconds = 1;
    private const double RestartSeconds = 60;
    private const int MostReads = 3;
    private const int SlotsPerHost = 64;
    private const int ExpireEvery = 10;
    private const double GivesUpAfterFloors = 30;

    private readonly Scenario _scenario;
    private readonly Random _random;
    private readonly VirtualTime _time = new();
    private readonly EventQueue _events = new();
    private readonly SimulatedJobs _jobs;
    private readonly StorageBandwidth _storage = new();
    private readonly Dispatcher _dispatcher;
    private readonly TwinServer _server;
    private readonly SimulatedElement[] _elements;
    private readonly Dictionary<string, int> _elementIndex = new(StringComparer.Ordinal);
    private readonly SimulatedPilot[] _pilots;
    private readonly TwinSeries _series;
    private double _now;
    private double _finished;
    private int _second;
    private int _present;
    private long _attempts;

    private CampaignTwin(Scenario scenario)
    {
        _scenario = scenario;
        _random = new Random(scenario.Seed);
        _jobs = SimulatedJobs.Draw(scenario, _random);
        _dispatcher = new Dispatcher(new DispatchOptions(), _storage);
        _elements = scenario.Elements.ConvertAll(element => new SimulatedElement(element.Ceiling * 1e9)).ToArray();
        _server = new TwinServer(scenario, new SimulatedForecasts(scenario, _jobs, _dispatcher, _random), _dispatcher, _time);
        for (int i = 0; i < _elements.Length; i++)
        {
            _elementIndex[scenario.Elements[i].Name] = i;
        }

        double most = scenario.Incidents.Where(incident => incident.What == "slots").Select(incident => incident.Value).Append(1).Max();
        _pilots = new SimulatedPilot[(int)Math.Ceiling(scenario.Slots * most)];
        _series = new TwinSeries(_elements.Length);
        PlacePilots();
    }

    /// <summary>Simulates a scenario to its end.</summary>
    public static TwinOutcome Run(Scenario scenario, CancellationToken cancellation = default)
    {
        ScenarioRules.Check(scenario, scenario.Name);
        return new CampaignTwin(scenario).Run(cancellation);
    }

    private TwinOutcome Run(CancellationToken cancellation)
    {
        TwinFloor floor = TwinFloor.Of(_scenario, _jobs);
        double patience = (floor.Seconds * GivesUpAfterFloors) + 86_400;
        while (_server.Done + _server.Held < _scenario.Jobs && _now < patience && _events.TryTake(out EventQueue.Entry next))
        {
            _now = next.Time;
            _time.Now = TimeSpan.FromSeconds(_now);
            Handle(next, cancellation);
        }

        _finished = _now;
        Sample();
        return new TwinOutcome(
            _scenario, floor, _finished, _server.Done, _server.Held, _scenario.Jobs - _server.Done - _server.Held, _attempts, _server.Events,
            [.. _elements.Select((element, i) => new ElementOutcome(_scenario.Elements[i].Name, element.Ceiling, element.PeakPace, _peakGranted[i], element.Bytes))],
            _series);
    }

    private void Handle(in EventQueue.Entry next, CancellationToken cancellation)
    {
        switch (next.What)
        {
            case Happening.Second:
                cancellation.ThrowIfCancellationRequested();
                EverySecond();
                break;
            case Happening.Incident:
                Meet(_scenario.Incidents[next.Subject]);
                break;
            case Happening.ReadCheck:
                if (next.Generation == _elements[next.Subject].Generation)
                {
                    EndReads(next.Subject);
                }

                break;
            default:
                if (next.Generation == (next.What == Happening.Report ? _pilots[next.Subject].Life : _pilots[next.Subject].Generation))
                {
                    HandlePilot(next);
                }

                break;
        }
    }

    private void PlacePilots()
    {
        double all = _scenario.Sites.Sum(site => site.Share);
        (int site, double upTo) = (0, _scenario.Sites[0].Share / all);
        for (int i = 0; i < _pilots.Length; i++)
        {
            // The slots of each site are spread over all, so that fewer or more slots are so at every site.
            double part = (i * 0.618_033_988_749_894_9) % 1;
            for (site = 0, upTo = _scenario.Sites[0].Share / all; part >= upTo && site < _scenario.Sites.Count - 1;)
            {
                upTo += _scenario.Sites[++site].Share / all;
            }

            _pilots[i].Site = site;
            _pilots[i].Host = $"{_scenario.Sites[site].Name}-{i / SlotsPerHost:D4}";
            _pilots[i].Absent = i >= _scenario.Slots;
            if (i < _scenario.Slots)
            {
                _events.Add(_scenario.RampHours * 3600 * i / _scenario.Slots, Happening.PilotUp, i);
            }
        }

        _events.Add(1, Happening.Second);
        for (int i = 0; i < _scenario.Incidents.Count; i++)
        {
            _events.Add(_scenario.Incidents[i].AtHours * 3600, Happening.Incident, i);
        }
    }
}
