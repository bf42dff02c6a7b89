using Fathom.Database.Faults;
using Fathom.Production.Jobs;
using Fathom.Production.Pilots;
using Fathom.Production.Protocol;
using Fathom.Production.Stores;
using Fathom.Twin.Time;

namespace Fathom.Twin.Faults;

/// <summary>A small campaign under faults of disk, clock, messages and processes, over production's ledger in memory.</summary>
/// <remarks>All that is random comes from one seed. The laws are checked at every answer and at the end. Hosts are few, so that the policy's
/// limit of different lost hosts is never what holds a job.</remarks>
public sealed partial class FaultCampaign
{
    private const int Hosts = 4;
    private const int Pilots = 8;
    private const int TurnsPerJob = 1500;
    private const int MostStrays = 40;

    private readonly int _seed;
    private readonly int _jobs;
    private readonly Breakage _breakage;
    private readonly Random _random;
    private readonly VirtualTime _time = new();
    private readonly MemoryImage _image = new();
    private readonly EpochRow _epoch = new();
    private readonly FaultyElement _element;
    private readonly FaultyPilot[] _pilots;
    private readonly List<Message> _strays = [];
    private readonly Dictionary<string, int> _faults = new(StringComparer.Ordinal);
    private readonly FaultOracle _oracle;
    private FaultServer _server;
    private FaultServer? _zombie;
    private (MemoryFaultPoint Point, int After)? _disk;
    private long _requests;

    private FaultCampaign(int seed, int jobs, Breakage breakage)
    {
        (_seed, _jobs, _breakage, _random) = (seed, jobs, breakage, new Random(seed));
        _element = new FaultyElement(breakage == Breakage.AcceptUnchecked);
        _pilots = [.. Enumerable.Range(0, Pilots).Select(i => new FaultyPilot($"node{i % Hosts}"))];
        _oracle = new FaultOracle(_image, _element);
        _server = new FaultServer(_image, [FaultServer.Step()], _element, _time, _epoch, breakage);
        Wait(_server.Ledger.CreateJobsAsync(1, [.. Enumerable.Range(1, jobs).Select(file => new InputFile(file, 1, 1))]));
    }

    /// <summary>Runs a campaign to its end, or until it has gone on for far too long.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="jobs">Jobs.</param>
    /// <param name="breakage">What is deliberately broken. Default: nothing.</param>
    public static FaultOutcome Run(int seed, int jobs, Breakage breakage = Breakage.None) => new FaultCampaign(seed, jobs, breakage).Run();

    private FaultOutcome Run()
    {
        for (int turn = 0; !IsOver() && turn < _jobs * TurnsPerJob && _oracle.Violations.Count == 0; turn++)
        {
            Turn();
        }

        _oracle.CheckEnd(_jobs, _server.Steps);
        return new FaultOutcome(_seed, _jobs, _faults, _image.LastEvent, _oracle.Violations);
    }

    private bool IsOver() => _image.Jobs.All(job => !job.Snapshot.State.IsOpen());

    private void Turn()
    {
        switch (_random.Next(100))
        {
            case < 60:
                Act(_pilots[_random.Next(Pilots)]);
                break;
            case < 74:
                SayAgain();
                break;
            case < 80:
                Forge();
                break;
            case < 92:
                PassTime(_random.NextDouble() * 4);
                break;
            case < 94:
                Fault("pilot frozen");
                _pilots[_random.Next(Pilots)].FrozenUntil = _time.Now.TotalSeconds + (_random.NextDouble() * 120);
                break;
            case < 96:
                Fault("pilot killed");
                _pilots[_random.Next(Pilots)].Forget();
                break;
            case < 97:
                Fault("clock leapt");
                PassTime(30 + (_random.NextDouble() * 60));
                break;
            default:
                Fault("server killed");
                Crash();
                break;
        }
    }

    private void Act(FaultyPilot pilot)
    {
        if (pilot.FrozenUntil > _time.Now.TotalSeconds)
        {
            return;
        }

        if (pilot.Number == 0)
        {
            Register(pilot);
            return;
        }

        pilot.Pending ??= Next(pilot);
        if (Send(pilot.Pending) is { } reply)
        {
            Understand(pilot, pilot.Pending, reply);
            pilot.Pending = null;
        }
    }

    private Message Next(FaultyPilot pilot)
    {
        string request = $"r{++_requests}";
        if (pilot.Job is not { } job)
        {
            return new Message(MessageKind.Ask, request, pilot.Number, null);
        }

        if (!pilot.Started && _random.Next(10) > 0)
        {
            return new Message(MessageKind.Started, request, pilot.Number, job.Fence);
        }

        if (_random.Next(25) == 0)
        {
            Fault("scratch lost");
            return new Message(MessageKind.Failed, request, pilot.Number, job.Fence);
        }

        bool partial = _random.Next(20) == 0;
        if (partial)
        {
            Fault("output in part");
        }

        string path = job.OutputPath + "/out";
        _element.Put(path, whole: !partial);
        return new Message(MessageKind.Uploaded, request, pilot.Number, job.Fence, path);
    }

    private static void Understand(FaultyPilot pilot, Message said, Reply reply)
    {
        switch (said.Kind)
        {
            case MessageKind.Ask:
                (pilot.Job, pilot.Started) = (reply.Job, false);
                break;
            case MessageKind.Started when reply.Taken:
                pilot.Started = true;
                break;
            default:
                (pilot.Job, pilot.Started) = (null, false);
                break;
        }
    }

    private void Register(FaultyPilot pilot)
    {
        try
        {
            var registration = new PilotRegistration("twin", "site", pilot.Host, 1, "0");
            pilot.Number = Wait(_server.Ledger.RegisterPilotAsync($"r{++_requests}", registration)).PilotId;
        }
        catch (WorkspaceException)
        {
            // It tries again.
        }
    }

    private void PassTime(double seconds)
    {
        for (double left = seconds; left > 0; left -= 5)
        {
            _time.Now += TimeSpan.FromSeconds(Math.Min(5, left));
            foreach (FaultyPilot pilot in _pilots)
            {
                Beat(pilot);
            }
        }

        OnServer(() =>
        {
            if (_breakage != Breakage.NeverExpire)
            {
                Wait(_server.Ledger.ExpireAsync());
            }

            Wait(_server.Acceptance.ResumeAsync());
        });
    }

    private void Beat(FaultyPilot pilot)
    {
        if (pilot.Number == 0 || pilot.FrozenUntil > _time.Now.TotalSeconds)
        {
            return;
        }

        try
        {
            HeartbeatReply reply = _server.Ledger.Heartbeat(pilot.Number, new Heartbeat(pilot.Job is { } job ? [job.Fence] : []));
            if (reply.Revoked.Count > 0 && pilot.Pending is null)
            {
                (pilot.Job, pilot.Started) = (null, false);
            }
        }
        catch (PilotGoneException)
        {
            pilot.Forget();
        }
    }

    private void Crash()
    {
        if (_random.Next(3) == 0)
        {
            _zombie = _server; // frozen, and going on later as if it were the only one
        }

        _disk = null;
        _server = new FaultServer(_image, _server.Steps, _element, _time, _epoch, _breakage);
        OnServer(() => Wait(_server.Acceptance.ResumeAsync()));
    }

    private static void OnServer(Action verb)
    {
        try
        {
            verb();
        }
        catch (WorkspaceException)
        {
            // A fault of the disk: nothing was answered.
        }
    }

    private void Fault(string kind) => _faults[kind] = _faults.GetValueOrDefault(kind) + 1;

    private static T Wait<T>(Task<T> task) => task.GetAwaiter().GetResult();
}
