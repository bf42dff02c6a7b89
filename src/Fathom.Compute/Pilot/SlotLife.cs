using Fathom.Production.Protocol;

namespace Fathom.Compute.Pilot;

/// <summary>One slot of the pilot: it does what <see cref="PilotStateMachine"/> says, and tells it what came of it.</summary>
/// <param name="number">Its place in the table.</param>
/// <param name="queue">Jobs that are leased for the pilot's slots.</param>
/// <param name="slots">What each slot does.</param>
/// <param name="durations">How long jobs take.</param>
/// <param name="session">The registration that it works under.</param>
/// <param name="open">Makes the run of a job.</param>
/// <param name="changed">Called where there is room for a further lease.</param>
/// <param name="time">The clock.</param>
internal sealed class SlotLife(
    int number, JobQueue queue, SlotTable slots, JobDurations durations, PilotSession session, Func<LeasedJob, HeldLease, AttemptRun> open, Action changed,
    TimeProvider time)
{
    private PilotStep step = PilotStateMachine.Begin;
    private LeasedJob? job;
    private AttemptRun? run;
    private Task finishing = Task.CompletedTask;

    /// <summary>Works until it is told to take no further job, or the server does not know the pilot; what it held is then finished.</summary>
    public async Task RunAsync()
    {
        Hear(PilotSignal.Registered);
        while (step.Act is not (PilotAct.End or PilotAct.AbandonAndRegister))
        {
            switch (step.Act)
            {
                case PilotAct.Ask or PilotAct.AbandonAndAsk:
                    Hear(await AskAsync());
                    break;
                case PilotAct.Start:
                    Hear(await RunPayloadAsync());
                    break;
                case PilotAct.FinishAndAsk:
                    Finish();
                    Hear(await AskAsync());
                    break;
                default:
                    if (step.Act == PilotAct.Finish)
                    {
                        Finish();
                    }
                    await finishing;
                    step = PilotStateMachine.Next(step, PilotSignal.Finished);
                    break;
            }
        }
        await finishing;
    }

    private void Hear(PilotSignal signal)
    {
        // What ended beside counts before what ended just now.
        if (step.Finishing && finishing.IsCompleted)
        {
            step = PilotStateMachine.Next(step, PilotSignal.Finished);
        }
        step = PilotStateMachine.Next(step, signal);
    }

    private async Task<PilotSignal> AskAsync()
    {
        job = await queue.TakeAsync(taken => slots.Occupy(number, JobDurations.KindOf(taken)));
        return job is not null ? PilotSignal.Leased : session.Unknown.IsCancellationRequested ? PilotSignal.Forgotten : PilotSignal.Drain;
    }

    private async Task<PilotSignal> RunPayloadAsync()
    {
        var kind = JobDurations.KindOf(job!);
        var began = time.GetTimestamp();
        changed(); // there is room for one ahead
        var lease = session.Find(job!.Fence)!;
        lease.Began = () => step = PilotStateMachine.Next(step, PilotSignal.PayloadStarted); // while this method is awaited
        run = open(job, lease);
        await run.RunPayloadAsync();
        durations.Note(kind, time.GetElapsedTime(began));
        if (!lease.Revoked.IsCancellationRequested && !session.Unknown.IsCancellationRequested)
        {
            return PilotSignal.PayloadEnded;
        }
        await run.FinishAsync(); // it reports nothing, and tidies up
        Free();
        return session.Unknown.IsCancellationRequested ? PilotSignal.Forgotten : PilotSignal.Revoked;
    }

    private void Finish()
    {
        Free();
        finishing = Task.Run(run!.FinishAsync, CancellationToken.None);
    }

    private void Free()
    {
        slots.Free(number);
        changed();
    }
}
