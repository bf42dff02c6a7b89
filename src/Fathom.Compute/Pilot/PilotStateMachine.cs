namespace Fathom.Compute.Pilot;

/// <summary>Where a slot of a pilot is.</summary>
public enum PilotState
{
    /// <summary>Not known to a server.</summary>
    Unregistered,

    /// <summary>Asks for a job.</summary>
    Asking,

    /// <summary>Found none and waits before it asks again.</summary>
    Resting,

    /// <summary>Holds a job whose payload is not started yet.</summary>
    Staging,

    /// <summary>The payload runs.</summary>
    Running,

    /// <summary>The payload is through, but what the one before it made is still being uploaded or reported.</summary>
    Blocked,

    /// <summary>Takes no further job, and uploads or reports its last.</summary>
    Leaving,

    /// <summary>Ended.</summary>
    Ended,
}

/// <summary>What happens to a slot of a pilot.</summary>
public enum PilotSignal
{
    /// <summary>The server took the registration.</summary>
    Registered,

    /// <summary>The server leased a job.</summary>
    Leased,

    /// <summary>The server had none.</summary>
    NothingToDo,

    /// <summary>The rest is over.</summary>
    Rested,

    /// <summary>The inputs are there, or flow in, and the payload was started.</summary>
    PayloadStarted,

    /// <summary>The payload is through, well or not, or could not be started.</summary>
    PayloadEnded,

    /// <summary>An attempt that was being finished is reported and answered, or given up.</summary>
    Finished,

    /// <summary>The server does not honour the lease of the present attempt any more.</summary>
    Revoked,

    /// <summary>The server does not know the pilot any more.</summary>
    Forgotten,

    /// <summary>Take no further job: asked by the server, a signal, or the end of the wall time.</summary>
    Drain,

    /// <summary>No server for longer than the pilot's patience, or the process is being ended.</summary>
    Stop,
}

/// <summary>What a pilot does next.</summary>
public enum PilotAct
{
    /// <summary>Nothing: waits for the next signal.</summary>
    None,

    /// <summary>Registers.</summary>
    Register,

    /// <summary>Asks the server for a job.</summary>
    Ask,

    /// <summary>Waits, then asks again.</summary>
    Rest,

    /// <summary>Brings the inputs and starts the payload.</summary>
    Start,

    /// <summary>Finishes the attempt: uploads its outputs and reports it, or reports its failure; meanwhile asks for another job.</summary>
    FinishAndAsk,

    /// <summary>Finishes the attempt and does nothing else.</summary>
    Finish,

    /// <summary>Ends the payload without a report, and asks for another job.</summary>
    AbandonAndAsk,

    /// <summary>Ends the payload without a report, and registers anew.</summary>
    AbandonAndRegister,

    /// <summary>Ends the payload, if one runs, and then itself.</summary>
    End,
}

/// <summary>Next state and act of a slot.</summary>
/// <param name="State">The next state.</param>
/// <param name="Draining">True: no further job is asked for.</param>
/// <param name="Finishing">True: an attempt whose payload is through is being uploaded or reported, beside what the state says.</param>
/// <param name="Act">What to do.</param>
public readonly record struct PilotStep(PilotState State, bool Draining, bool Finishing, PilotAct Act);

/// <summary>The life of one slot of a pilot, as one pure function: the process acts on it, and the twin simulates it.</summary>
/// <remarks>While one attempt is finished the payload of the next runs; never are two finished at a time, so that an element or a server
/// that is slow slows the pilot down.</remarks>
public static class PilotStateMachine
{
    /// <summary>Before anything has happened.</summary>
    public static PilotStep Begin { get; } = new(PilotState.Unregistered, false, false, PilotAct.Register);

    /// <summary>The next step. A signal that does not fit the state (late, repeated) changes nothing.</summary>
    public static PilotStep Next(PilotStep now, PilotSignal signal) => (now.State, signal) switch
    {
        (PilotState.Ended, _) => now with { Act = PilotAct.None },
        (_, PilotSignal.Stop) => now with { State = PilotState.Ended, Finishing = false, Act = PilotAct.End },
        (PilotState.Unregistered or PilotState.Asking or PilotState.Resting, PilotSignal.Drain) => Leave(now),
        (_, PilotSignal.Drain) => now with { Draining = true, Act = PilotAct.None },
        (PilotState.Unregistered, PilotSignal.Registered) => now with { State = PilotState.Asking, Act = PilotAct.Ask },
        (not PilotState.Unregistered, PilotSignal.Forgotten) => now.Draining
            ? now with { State = PilotState.Ended, Finishing = false, Act = PilotAct.End }
            : now with { State = PilotState.Unregistered, Finishing = false, Act = PilotAct.AbandonAndRegister },
        (PilotState.Asking, PilotSignal.Leased) => now with { State = PilotState.Staging, Act = PilotAct.Start },
        (PilotState.Asking, PilotSignal.NothingToDo) => now with { State = PilotState.Resting, Act = PilotAct.Rest },
        (PilotState.Resting, PilotSignal.Rested) => now with { State = PilotState.Asking, Act = PilotAct.Ask },
        (PilotState.Staging, PilotSignal.PayloadStarted) => now with { State = PilotState.Running, Act = PilotAct.None },
        (PilotState.Staging or PilotState.Running, PilotSignal.PayloadEnded) => now.Finishing
            ? now with { State = PilotState.Blocked, Act = PilotAct.None }
            : Finish(now),
        (PilotState.Blocked, PilotSignal.Finished) => Finish(now),
        (PilotState.Leaving, PilotSignal.Finished) => now with { State = PilotState.Ended, Finishing = false, Act = PilotAct.End },
        (_, PilotSignal.Finished) => now with { Finishing = false, Act = PilotAct.None },
        (PilotState.Staging or PilotState.Running, PilotSignal.Revoked) => now.Draining
            ? Leave(now)
            : now with { State = PilotState.Asking, Act = PilotAct.AbandonAndAsk },
        _ => now with { Act = PilotAct.None },
    };

    private static PilotStep Finish(PilotStep now) => now.Draining
        ? now with { State = PilotState.Leaving, Finishing = true, Act = PilotAct.Finish }
        : now with { State = PilotState.Asking, Finishing = true, Act = PilotAct.FinishAndAsk };

    private static PilotStep Leave(PilotStep now) => now.Finishing
        ? now with { State = PilotState.Leaving, Draining = true, Act = PilotAct.None }
        : now with { State = PilotState.Ended, Draining = true, Act = PilotAct.End };
}
