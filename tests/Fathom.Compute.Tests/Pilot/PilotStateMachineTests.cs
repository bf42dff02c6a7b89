using Fathom.Compute.Pilot;

namespace Fathom.Compute.Tests.Pilot;

public sealed class PilotStateMachineTests
{
    private static readonly PilotStep Asking = After(PilotSignal.Registered);

    private static readonly PilotStep Running = After(PilotSignal.Registered, PilotSignal.Leased, PilotSignal.PayloadStarted);

    [Theory]
    [InlineData(PilotState.Asking, PilotSignal.Leased, PilotState.Staging, PilotAct.Start)]
    [InlineData(PilotState.Asking, PilotSignal.NothingToDo, PilotState.Resting, PilotAct.Rest)]
    [InlineData(PilotState.Resting, PilotSignal.Rested, PilotState.Asking, PilotAct.Ask)]
    [InlineData(PilotState.Staging, PilotSignal.PayloadStarted, PilotState.Running, PilotAct.None)]
    [InlineData(PilotState.Staging, PilotSignal.PayloadEnded, PilotState.Asking, PilotAct.FinishAndAsk)]
    [InlineData(PilotState.Running, PilotSignal.PayloadEnded, PilotState.Asking, PilotAct.FinishAndAsk)]
    [InlineData(PilotState.Running, PilotSignal.Revoked, PilotState.Asking, PilotAct.AbandonAndAsk)]
    [InlineData(PilotState.Running, PilotSignal.Forgotten, PilotState.Unregistered, PilotAct.AbandonAndRegister)]
    [InlineData(PilotState.Running, PilotSignal.Leased, PilotState.Running, PilotAct.None)]
    [InlineData(PilotState.Asking, PilotSignal.PayloadEnded, PilotState.Asking, PilotAct.None)]
    [InlineData(PilotState.Asking, PilotSignal.Drain, PilotState.Ended, PilotAct.End)]
    [InlineData(PilotState.Ended, PilotSignal.Leased, PilotState.Ended, PilotAct.None)]
    public void Each_signal_leads_on_or_changes_nothing(PilotState before, PilotSignal signal, PilotState after, PilotAct act)
    {
        PilotStep next = PilotStateMachine.Next(new PilotStep(before, false, false, PilotAct.None), signal);
        Assert.Equal((after, act), (next.State, next.Act));
    }

    [Fact]
    public void The_next_payload_runs_while_one_attempt_is_finished_but_never_two_are_finished_at_a_time()
    {
        PilotStep step = After(Running, PilotSignal.PayloadEnded, PilotSignal.Leased, PilotSignal.PayloadStarted);
        Assert.Equal((PilotState.Running, true), (step.State, step.Finishing));
        step = PilotStateMachine.Next(step, PilotSignal.PayloadEnded);
        Assert.Equal((PilotState.Blocked, PilotAct.None), (step.State, step.Act));
        step = PilotStateMachine.Next(step, PilotSignal.Finished);
        Assert.Equal((PilotState.Asking, true, PilotAct.FinishAndAsk), (step.State, step.Finishing, step.Act));
        Assert.False(PilotStateMachine.Next(step, PilotSignal.Finished).Finishing);
    }

    [Fact]
    public void A_slot_that_drains_finishes_what_it_has_and_asks_for_nothing_more()
    {
        PilotStep step = After(Running, PilotSignal.Drain);
        Assert.Equal((PilotState.Running, PilotAct.None), (step.State, step.Act));
        step = PilotStateMachine.Next(step, PilotSignal.PayloadEnded);
        Assert.Equal((PilotState.Leaving, PilotAct.Finish), (step.State, step.Act));
        Assert.Equal(PilotAct.End, PilotStateMachine.Next(step, PilotSignal.Finished).Act);
        PilotStep asks = After(Running, PilotSignal.PayloadEnded, PilotSignal.Drain);
        Assert.Equal((PilotState.Leaving, PilotAct.None), (asks.State, asks.Act));
        Assert.Equal(PilotAct.End, PilotStateMachine.Next(asks, PilotSignal.Finished).Act);
    }

    [Fact]
    public void Whatever_happens_a_slot_holds_one_payload_finishes_one_attempt_and_ends_for_good()
    {
        var random = new Random(5);
        PilotSignal[] signals = Enum.GetValues<PilotSignal>();
        for (int life = 0; life < 200; life++)
        {
            PilotStep step = PilotStateMachine.Begin;
            (int payloads, int finishing) = (0, 0);
            for (int i = 0; i < 200; i++)
            {
                PilotSignal signal = signals[random.Next(signals.Length)];
                if ((signal == PilotSignal.Finished && finishing == 0) || (signal == PilotSignal.Stop && random.Next(20) > 0))
                {
                    continue;
                }

                PilotState before = step.State;
                step = PilotStateMachine.Next(step, signal);
                finishing -= signal == PilotSignal.Finished && before != PilotState.Ended ? 1 : 0;
                if (step.Act is PilotAct.AbandonAndAsk or PilotAct.AbandonAndRegister or PilotAct.End or PilotAct.Finish or PilotAct.FinishAndAsk)
                {
                    payloads = 0;
                }

                payloads += step.Act == PilotAct.Start ? 1 : 0;
                finishing = step.Act is PilotAct.AbandonAndRegister or PilotAct.End ? 0 : finishing + (step.Act is PilotAct.Finish or PilotAct.FinishAndAsk ? 1 : 0);
                Assert.InRange(payloads, 0, 1);
                Assert.InRange(finishing, 0, 1);
                Assert.True(before != PilotState.Ended || step is { State: PilotState.Ended, Act: PilotAct.None });
                Assert.False(step.Draining && step.Act is PilotAct.Ask or PilotAct.FinishAndAsk && step.Draining);
            }
        }
    }

    [Fact]
    public void The_slot_asks_first_once_it_is_registered() => Assert.Equal((PilotState.Asking, PilotAct.Ask), (Asking.State, Asking.Act));

    private static PilotStep After(params ReadOnlySpan<PilotSignal> signals) => After(PilotStateMachine.Begin, signals);

    private static PilotStep After(PilotStep step, params ReadOnlySpan<PilotSignal> signals)
    {
        foreach (PilotSignal signal in signals)
        {
            step = PilotStateMachine.Next(step, signal);
        }

        return step;
    }
}
