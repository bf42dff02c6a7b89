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

    /// <summary>The job's end is reported and its answer awaited.</summary>
    Reporting,

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

    /// <summary>The payload ended with its outputs, and these are uploaded.</summary>
    OutputsUploaded,

    /// <summary>The inputs did not come, the payload failed, or the outputs could not be uploaded.</summary>
    AttemptFailed,

    /// <summary>The server answered to the report, taken or not.</summary>
    Answered,

    /// <summary>The server does not honour the lease any more.</summary>
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

    /// <summary>Tells the server that the outputs are uploaded.</summary>
    ReportOutputs,

    /// <summary>Tells the server that the attempt failed.</summary>
    ReportFailure,

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
/// <param name="Act">What to do.</param>
public readonly record struct PilotStep(PilotState State, bool Draining, PilotAct Act);

/// <summary>The life of one slot of a pilot, as one pure function: the process acts on it, and the twin simulates it.</summary>
public static class PilotStateMachine
{
    /// <summary>Before anything has happened.</summary>
    public static PilotStep Begin { get; } = new(PilotState.Unregistered, false, PilotAct.Register);

    /// <summary>The next step. A signal that does not fit the state (late, repeated) changes nothing.</summary>
    public static PilotStep Next(PilotStep now, PilotSignal signal) => (now.State, signal) switch
    {
        (PilotState.Ended, _) => now with { Act = PilotAct.None },
        (_, PilotSignal.Stop) => now with { State = PilotState.Ended, Act = PilotAct.End },
        (PilotState.Unregistered or PilotState.Asking or PilotState.Resting, PilotSignal.Drain) =>
            new(PilotState.Ended, true, PilotAct.End),
        (_, PilotSignal.Drain) => now with { Draining = true, Act = PilotAct.None },
        (PilotState.Unregistered, PilotSignal.Registered) => Free(now),
        (not PilotState.Unregistered, PilotSignal.Forgotten) => now.Draining
            ? now with { State = PilotState.Ended, Act = PilotAct.End }
            : now with { State = PilotState.Unregistered, Act = PilotAct.AbandonAndRegister },
        (PilotState.Asking, PilotSignal.Leased) => now with { State = PilotState.Staging, Act = PilotAct.Start },
        (PilotState.Asking, PilotSignal.NothingToDo) => now with { State = PilotState.Resting, Act = PilotAct.Rest },
        (PilotState.Resting, PilotSignal.Rested) => Free(now),
        (PilotState.Staging, PilotSignal.PayloadStarted) => now with { State = PilotState.Running, Act = PilotAct.None },
        (PilotState.Running, PilotSignal.OutputsUploaded) => now with { State = PilotState.Reporting, Act = PilotAct.ReportOutputs },
        (PilotState.Staging or PilotState.Running, PilotSignal.AttemptFailed) => now with { State = PilotState.Reporting, Act = PilotAct.ReportFailure },
        (PilotState.Reporting, PilotSignal.Answered) => Free(now),
        (PilotState.Staging or PilotState.Running, PilotSignal.Revoked) => Free(now) is { Act: PilotAct.Ask } free
            ? free with { Act = PilotAct.AbandonAndAsk }
            : Free(now),
        _ => now with { Act = PilotAct.None },
    };

    private static PilotStep Free(PilotStep now) => now.Draining
        ? now with { State = PilotState.Ended, Act = PilotAct.End }
        : now with { State = PilotState.Asking, Act = PilotAct.Ask };
}
