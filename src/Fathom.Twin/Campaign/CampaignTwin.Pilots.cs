using Fathom.Compute.Pilot;
using Fathom.Production.Dispatch;
using Fathom.Production.Protocol;
using Fathom.Twin.Scenarios;
using Fathom.Twin.Time;

namespace Fathom.Twin.Campaign;

public sealed partial class CampaignTwin
{
    private void HandlePilot(in EventQueue.Entry next)
    {
        ref SimulatedPilot pilot = ref _pilots[next.Subject];
        switch (next.What)
        {
            case Happening.PilotUp:
                ComeUp(next.Subject, ref pilot);
                break;
            case Happening.Question:
                Ask(next.Subject, ref pilot);
                break;
            case Happening.PayloadEnd:
                EndPayload(next.Subject, ref pilot);
                break;
            case Happening.Report:
                Tell(next.Subject, ref pilot);
                break;
            case Happening.PilotDeath:
                Die(next.Subject, ref pilot);
                _events.Add(_now + RestartSeconds, Happening.PilotUp, next.Subject, pilot.Generation);
                break;
            default:
                break;
        }
    }

    private void ComeUp(int index, ref SimulatedPilot pilot)
    {
        if (pilot.Absent)
        {
            return;
        }

        pilot.Number = _server.Register(_scenario.Sites[pilot.Site].Name, pilot.Host, _scenario.Sites[pilot.Site].CpuFactor);
        pilot.WallEnd = _scenario.PilotHours > 0 ? _now + (_scenario.PilotHours * 3600) : double.PositiveInfinity;
        pilot.Step = PilotStateMachine.Begin;
        _present++;
        if (_scenario.PilotDeathsPerHour > 0)
        {
            pilot.DiesAt = _now - (Math.Log(1 - _random.NextDouble()) / _scenario.PilotDeathsPerHour * 3600);
        }

        Signal(index, ref pilot, PilotSignal.Registered);
    }

    /// <summary>The one way in which a pilot goes on: signal, state machine, act.</summary>
    private void Signal(int index, ref SimulatedPilot pilot, PilotSignal signal, double rest = 0)
    {
        pilot.Step = PilotStateMachine.Next(pilot.Step, signal);
        switch (pilot.Step.Act)
        {
            case PilotAct.Ask or PilotAct.AbandonAndAsk:
                Abandon(ref pilot);
                _events.Add(_now + AskSeconds, Happening.Question, index, pilot.Generation);
                break;
            case PilotAct.Rest:
                _events.Add(_now + rest, Happening.Question, index, pilot.Generation);
                break;
            case PilotAct.Start:
                Start(index, ref pilot);
                break;
            case PilotAct.Finish or PilotAct.FinishAndAsk:
                Finish(index, ref pilot);
                break;
            case PilotAct.AbandonAndRegister:
                Leave(ref pilot);
                _events.Add(_now + AskSeconds, Happening.PilotUp, index, pilot.Generation);
                break;
            case PilotAct.End:
                _server.End(pilot.Number);
                Leave(ref pilot);
                _events.Add(_now + RestartSeconds, Happening.PilotUp, index, pilot.Generation);
                break;
            default:
                break;
        }
    }

    private void Ask(int index, ref SimulatedPilot pilot)
    {
        if (pilot.Step.State == PilotState.Resting)
        {
            pilot.Step = PilotStateMachine.Next(pilot.Step, PilotSignal.Rested);
        }

        if (pilot.Step.State != PilotState.Asking)
        {
            return; // told to drain meanwhile
        }

        double? remaining = double.IsPositiveInfinity(pilot.WallEnd) ? null : Math.Max(0, pilot.WallEnd - _now);
        pilot.Lease = _server.Lease(pilot.Number, remaining, out (DispatchObstacles Obstacles, double RetryAfter) refusal);
        if (pilot.Lease is null)
        {
            _series.Refused(refusal.Obstacles);
            bool used = refusal.Obstacles.HasFlag(DispatchObstacles.WallTime) && remaining / 3600 < _scenario.PilotHours / 2;
            Signal(index, ref pilot, used ? PilotSignal.Drain : PilotSignal.NothingToDo, refusal.RetryAfter);
            return;
        }

        _attempts++;
        Signal(index, ref pilot, PilotSignal.Leased);
    }

    private void Start(int index, ref SimulatedPilot pilot)
    {
        pilot.Generation++; // a new attempt: events of the one before are void
        LeaseOfTwin lease = pilot.Lease!;
        pilot.Began = _now;
        if (!_server.Started(pilot.Number, lease))
        {
            Signal(index, ref pilot, PilotSignal.Revoked);
            return;
        }

        Signal(index, ref pilot, PilotSignal.PayloadStarted);
        double seconds = StartSeconds + (_jobs.Seconds[lease.Job - 1] / _scenario.Sites[pilot.Site].CpuFactor);
        (pilot.PayloadFails, pilot.Computed) = (_scenario.RetriesFail ? _random.NextDouble() < _scenario.JobFailures : _jobs.Fails(lease.Job), false);
        double part = pilot.PayloadFails && _scenario.FailsAt == FailureMoment.Uniform ? _random.NextDouble() : 1;
        double until = _now + (part * seconds);
        if (pilot.DiesAt > 0 && pilot.DiesAt < until)
        {
            _events.Add(Math.Max(_now, pilot.DiesAt), Happening.PilotDeath, index, pilot.Generation);
        }

        _events.Add(until, Happening.PayloadEnd, index, pilot.Generation);
        if (lease.ReadFrom is not null && _scenario.GigabytesPerJob > 0)
        {
            pilot.Reads = 0;
            Read(index, ref pilot);
        }
    }

    private void EndPayload(int index, ref SimulatedPilot pilot)
    {
        pilot.Computed = true;
        if (pilot.PayloadFails)
        {
            _jobs.HasFailed(pilot.Lease!.Job);
            Fail(index, ref pilot, ReportKind.PayloadFailed);
        }
        else if (pilot.Reading == 0)
        {
            pilot.Report = ReportKind.Outputs;
            Signal(index, ref pilot, PilotSignal.PayloadEnded);
        }
    }

    private void Finish(int index, ref SimulatedPilot pilot)
    {
        double wall = _now - pilot.Began;
        pilot.FinishingUse = new ResourceUse(wall, wall, 1 << 30, _scenario.Sites[pilot.Site].CpuFactor);
        (pilot.Finishing, pilot.FinishingReport, pilot.Lease) = (pilot.Lease, pilot.Report, null);
        pilot.Generation++;
        _events.Add(_now + ReportSeconds, Happening.Report, index, pilot.Life);
        if (pilot.Step.Act == PilotAct.FinishAndAsk)
        {
            _events.Add(_now + AskSeconds, Happening.Question, index, pilot.Generation);
        }
    }

    private void Fail(int index, ref SimulatedPilot pilot, ReportKind report)
    {
        StopReading(ref pilot);
        pilot.Generation++;
        pilot.Report = report;
        Signal(index, ref pilot, PilotSignal.PayloadEnded);
    }

    private void Tell(int index, ref SimulatedPilot pilot)
    {
        (LeaseOfTwin lease, ReportKind report) = (pilot.Finishing!, pilot.FinishingReport);
        bool taken = report == ReportKind.Outputs
            ? _server.Uploaded(pilot.Number, lease, pilot.FinishingUse)
            : report == ReportKind.PayloadFailed
                ? _server.Failed(pilot.Number, lease, FailureOrigin.Payload, "PayloadFailed", pilot.FinishingUse)
                : _server.Failed(pilot.Number, lease, FailureOrigin.Infrastructure, "InputUnavailable", pilot.FinishingUse);
        _series.Ended(report == ReportKind.Outputs && taken);
        pilot.Finishing = null;
        Signal(index, ref pilot, PilotSignal.Finished);
    }

    private void Abandon(ref SimulatedPilot pilot)
    {
        StopReading(ref pilot);
        pilot.Generation++;
        pilot.Lease = null;
    }

    private void Leave(ref SimulatedPilot pilot)
    {
        Abandon(ref pilot);
        pilot.Finishing = null;
        pilot.Life++;
        _present--;
        pilot.Number = 0;
    }

    /// <summary>A pilot is gone without a word.</summary>
    private void Die(int index, ref SimulatedPilot pilot)
    {
        if (pilot.Number != 0)
        {
            pilot.Step = PilotStateMachine.Next(pilot.Step, PilotSignal.Stop);
            Leave(ref pilot);
        }
    }
}
