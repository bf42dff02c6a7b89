using Fathom.Database.Faults;
using Fathom.Database.Requests;
using Fathom.Production.Pilots;
using Fathom.Production.Protocol;
using Fathom.Production.Stores;

namespace Fathom.Twin.Faults;

public sealed partial class FaultCampaign
{
    /// <summary>Sends a message through a network and to a disk that fail; null where no answer comes back.</summary>
    private Reply? Send(Message message)
    {
        if (_random.Next(10) == 0 && _strays.Count < MostStrays)
        {
            _strays.Add(message); // a copy that arrives later, after others
        }

        if (_random.Next(12) == 0)
        {
            Fault("message lost");
            return null;
        }

        ArmDisk();
        Reply? reply = Deliver(_server, message);
        if (_disk is null && _server.Ledger is not null && _diskFailed)
        {
            _diskFailed = false;
            if (_random.Next(2) == 0)
            {
                Fault("server ended by its disk");
                Crash();
            }
        }

        _disk = null;
        if (reply is not null && _random.Next(12) == 0)
        {
            Fault("answer lost");
            return null;
        }

        return reply;
    }

    private bool _diskFailed;

    private void ArmDisk()
    {
        if (_random.Next(8) == 0)
        {
            _disk = ((MemoryFaultPoint)_random.Next(2), _random.Next(3));
        }

        _server.Disk = point =>
        {
            if (_disk is not { } fault || fault.Point != point)
            {
                return;
            }

            _disk = fault.After > 0 ? (fault.Point, fault.After - 1) : null;
            if (_disk is null)
            {
                _diskFailed = true;
                Fault(point == MemoryFaultPoint.BeforeCommit ? "disk failed before the commit" : "disk failed after the commit");
                throw new WorkspaceException(WorkspaceProblem.Full, "memory", "As the harness wants.");
            }
        };
    }

    /// <summary>Something that was said before arrives again, or late, or at a server that another has followed.</summary>
    private void SayAgain()
    {
        if (_strays.Count == 0)
        {
            return;
        }

        int at = _random.Next(_strays.Count);
        Message stray = _strays[at];
        _strays.RemoveAt(at);
        bool toZombie = _zombie is not null && _random.Next(2) == 0;
        Fault(toZombie ? "message to a server of an earlier epoch" : "message repeated late");
        Deliver(toZombie ? _zombie! : _server, toZombie ? stray with { Request = stray.Request + "z" } : stray);
    }

    /// <summary>A message that is right but for one part of its fence, as a confused pilot would send it.</summary>
    private void Forge()
    {
        FaultyPilot pilot = _pilots[_random.Next(Pilots)];
        if (pilot.Job is not { } job)
        {
            return;
        }

        LeaseReference fence = job.Fence;
        (long from, LeaseReference forged) = _random.Next(3) switch
        {
            0 => (pilot.Number, fence with { Attempt = Math.Max(1, fence.Attempt + (_random.Next(2) == 0 ? -1 : 1)) }),
            1 => (pilot.Number, fence with { Lease = new string('0', 32) }),
            _ => (_pilots[(Array.IndexOf(_pilots, pilot) + 1) % Pilots].Number, fence),
        };
        if (from == 0 || (from == pilot.Number && forged == fence))
        {
            return;
        }

        Fault("fence mistaken");
        string path = job.OutputPath + "/out";
        Deliver(_server, new Message((MessageKind)_random.Next(1, 4), $"r{++_requests}", from, forged, path));
    }

    private Reply? Deliver(FaultServer server, Message message)
    {
        bool first = !_image.Requests.ContainsKey(message.Request);
        bool isCurrent = _oracle.IsCurrent(message);
        Reply? reply;
        try
        {
            reply = Carry(server, Broken(message));
        }
        catch (PilotGoneException)
        {
            reply = null;
            Forgotten(message.Pilot);
        }
        catch (RequestConflictException) when (_breakage != Breakage.None)
        {
            reply = null; // the breakage makes another body of a repeat: that alone is not what is to be caught
        }
        catch (WorkspaceException)
        {
            reply = _breakage == Breakage.AnswerBeforeDurable && message.Kind == MessageKind.Uploaded && isCurrent ? new Reply(true, null) : null;
        }

        if (reply is not null)
        {
            _oracle.Check(message, reply, first, isCurrent);
        }

        return reply;
    }

    private void Forgotten(long number)
    {
        foreach (FaultyPilot pilot in _pilots)
        {
            if (pilot.Number == number)
            {
                pilot.Forget();
            }
        }
    }

    private static Reply Carry(FaultServer server, Message message) => message.Kind switch
    {
        MessageKind.Ask => Given(Wait(server.Ledger.LeaseAsync(message.Request, message.Pilot)).Job),
        MessageKind.Started => new Reply(Wait(server.Ledger.StartedAsync(message.Request, message.Pilot, new AttemptStarted(message.Fence!, 1))).Held, null),
        MessageKind.Failed => new Reply(Wait(server.Ledger.FailedAsync(message.Request, message.Pilot, new AttemptFailed(message.Fence!, ScratchLost))).Held, null),
        _ => new Reply(Wait(server.Acceptance.UploadedAsync(message.Request, message.Pilot, Upload(message))).Accepted, null),
    };

    private static readonly ResourceUse NoUse = new(1, 1, 1);

    private static readonly FailureEvidence ScratchLost = new(FailureOrigin.Infrastructure, "ScratchFailed", "simulated", null, null, "", NoUse);

    private static Reply Given(LeasedJob? job) => new(job is not null, job);

    private static AttemptUploaded Upload(Message message) => new(
        message.Fence!,
        [new UploadedOutput("ESD", $"esd/{message.Fence!.JobId}", message.Path, FaultyElement.WholeSize, FaultyElement.WholeChecksum, 1, "{}")], NoUse, "", "");

    /// <summary>What a server with a broken fence makes of a message.</summary>
    private Message Broken(Message message)
    {
        if (message.Fence is not { } fence || _image.Jobs[(int)fence.JobId - 1].Live is not { } live)
        {
            return message;
        }

        bool all = _breakage == Breakage.IgnoreFence;
        return message with
        {
            Pilot = all || _breakage == Breakage.IgnorePilot ? live.PilotId : message.Pilot,
            Fence = new LeaseReference(
                fence.JobId,
                all || _breakage == Breakage.IgnoreAttempt ? live.Number : fence.Attempt,
                all || _breakage == Breakage.IgnoreLease ? live.Lease : fence.Lease),
            Path = all && message.Path.Length > 0 ? live.Path + "/out" : message.Path,
        };
    }
}
