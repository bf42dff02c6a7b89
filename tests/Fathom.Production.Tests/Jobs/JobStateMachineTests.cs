using Fathom.Production.Diagnosis;
using Fathom.Production.Jobs;
using Fathom.Production.Protocol;

namespace Fathom.Production.Tests.Jobs;

public sealed class JobStateMachineTests
{
    private static readonly FailureEvidence Evidence = new(FailureOrigin.Payload, "Crash", "", 1, null, "", new ResourceUse(1, 1, 1));
    private static readonly RecoveryDecision Hold = new(RecoveryAction.Hold, "Crash", "detail");

    // Columns: the states, each as it is reached. Rows: the events. Entries: the next job and attempt state, or . for a refusal.
    // W Waiting, M Matched, R Running, C Completing, D Done, H Held, K Killed, I Invalidated;
    // the latest attempt after it: - none, l Leased, r Running, u Uploaded, a Accepted, f Failed, x Lost, e Refused, k Killed.
    private const string Table =
        """
                        W-  Wf  Ml  Rr  Cu  Da  Hf  H-  Kk  K-  Ia  Ik
        Leased          Ml  Ml  .   .   .   .   .   .   .   .   .   .
        Started         .   .   Rr  .   .   .   .   .   .   .   .   .
        Uploaded        .   .   Cu  Cu  .   .   .   .   .   .   .   .
        Accepted        .   .   .   .   Da  .   .   .   .   .   .   .
        FailedRetry     .   .   Wf  Wf  Wf  .   .   .   .   .   .   .
        FailedHold      .   .   Hf  Hf  Hf  .   .   .   .   .   .   .
        LostRetry       .   .   Wx  Wx  .   .   .   .   .   .   .   .
        LostHold        .   .   Hx  Hx  .   .   .   .   .   .   .   .
        RefusedRetry    .   .   .   .   We  .   .   .   .   .   .   .
        Held            H-  Hf  .   .   .   .   .   .   .   .   .   .
        Rescheduled     .   .   .   .   .   .   Wf  W-  Wk  W-  .   .
        RescheduledMore W-  Wf  .   .   .   .   Wf  W-  Wk  W-  .   .
        InputsHeld      H-  Hf  .   .   .   .   Hf  H-  .   .   .   .
        InputsReleased  .   .   .   .   .   .   .   .   .   .   .   .
        Killed          K-  Kf  Kk  Kk  Kk  .   Kf  K-  .   .   .   .
        Invalidated     I-  If  Ik  Ik  Ik  Ia  If  I-  Ik  I-  .   .
        Created         .   .   .   .   .   .   .   .   .   .   .   .
        """;

    private static readonly Dictionary<char, JobState> JobStates = new()
    {
        ['W'] = JobState.Waiting,
        ['M'] = JobState.Matched,
        ['R'] = JobState.Running,
        ['C'] = JobState.Completing,
        ['D'] = JobState.Done,
        ['H'] = JobState.Held,
        ['K'] = JobState.Killed,
        ['I'] = JobState.Invalidated,
    };

    private static readonly Dictionary<char, AttemptState> AttemptStates = new()
    {
        ['l'] = AttemptState.Leased,
        ['r'] = AttemptState.Running,
        ['u'] = AttemptState.Uploaded,
        ['a'] = AttemptState.Accepted,
        ['f'] = AttemptState.Failed,
        ['x'] = AttemptState.Lost,
        ['e'] = AttemptState.Refused,
        ['k'] = AttemptState.Killed,
    };

    [Fact]
    public void Every_event_in_every_state_does_what_the_table_says()
    {
        string[][] lines = [.. Table.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
        string[] states = lines[0];
        foreach (string[] line in lines[1..])
        {
            for (int i = 0; i < states.Length; i++)
            {
                JobSnapshot before = State(states[i]);
                JobTransition transition = JobStateMachine.Apply(before, Event(line[0], before));
                string found = transition.Next is { } next ? Name(next) : ".";
                Assert.True(found == line[i + 1], $"{line[0]} in {states[i]}: expected {line[i + 1]}, found {found}.");
                Assert.NotEqual(transition.Next is null, transition.Refusal is null);
            }
        }

        Assert.Equal(AllEvents.Count, lines.Length - 1);
    }

    [Fact]
    public void A_job_begins_with_its_creation_and_with_nothing_else()
    {
        Assert.Equal(JobSnapshot.New, JobStateMachine.Apply(null, Event("Created", JobSnapshot.New)).Next);
        foreach (string name in AllEvents.Keys.Where(name => name != "Created"))
        {
            Assert.Equal(JobRefusal.NoSuchJob, JobStateMachine.Apply(null, Event(name, JobSnapshot.New)).Refusal);
        }
    }

    [Theory]
    [InlineData("Ml")]
    [InlineData("Rr")]
    [InlineData("Cu")]
    public void An_attempt_speaks_only_under_its_own_number_and_lease(string state)
    {
        JobSnapshot job = State(state);
        foreach (string name in AllEvents.Keys)
        {
            if (Event(name, job) is AttemptEvent fenced and not JobLeased)
            {
                Assert.Equal(JobRefusal.StaleAttempt, JobStateMachine.Apply(job, fenced with { Attempt = job.Attempt - 1 }).Refusal);
                Assert.Equal(JobRefusal.StaleAttempt, JobStateMachine.Apply(job, fenced with { Attempt = job.Attempt + 1 }).Refusal);
                Assert.Equal(JobRefusal.OtherLease, JobStateMachine.Apply(job, fenced with { Lease = "other" }).Refusal);
            }
        }
    }

    [Fact]
    public void Failures_and_losses_are_counted_apart_and_a_reschedule_begins_anew()
    {
        JobSnapshot failed = JobStateMachine.Apply(State("Rr"), Event("FailedHold", State("Rr"))).Next!;
        Assert.Equal((1, 0, 0), (failed.PayloadFailures, failed.InfrastructureLosses, failed.LostHosts.Count));
        Assert.Equal(("Crash", "detail"), (failed.Cause, failed.CauseDetail));
        JobSnapshot lost = JobStateMachine.Apply(State("Rr"), Event("LostRetry", State("Rr"))).Next!;
        Assert.Equal((0, 1, 1), (lost.PayloadFailures, lost.InfrastructureLosses, lost.LostHosts.Count));
        JobSnapshot again = JobStateMachine.Apply(failed, new JobRescheduled("why not")).Next!;
        Assert.Equal((0, 0, 0, ""), (again.PayloadFailures, again.InfrastructureLosses, again.LostHosts.Count, again.Cause));
        Assert.Equal(failed.Attempt, again.Attempt);
    }

    [Fact]
    public void Every_event_is_read_back_from_the_ledger_as_it_was()
    {
        foreach (string name in AllEvents.Keys)
        {
            JobEvent happened = Event(name, State("Rr"));
            JobEvent read = JobEventJson.Read(JobEventJson.Kind(happened), JobEventJson.Body(happened))!;
            Assert.Equal(JobEventJson.Body(happened), JobEventJson.Body(read));
            Assert.Equal(happened.GetType(), read.GetType());
        }

        Assert.Null(JobEventJson.Read("Swept", "{}"));
    }

    [Theory]
    [InlineData("W-")]
    [InlineData("Wf")]
    [InlineData("Hf")]
    public void A_hold_of_inputs_that_is_taken_back_leaves_the_job_where_it_was(string state)
    {
        JobSnapshot before = State(state) with { PayloadFailures = 2 };
        before = state[0] == 'H' ? before with { Cause = "Crash", CauseDetail = "detail", Minor = "AwaitingPerson" } : before;
        JobSnapshot held = JobStateMachine.Apply(before, new InputsHeld("bad")).Next!;
        Assert.Equal(JobState.Held, held.State);
        Assert.Null(JobStateMachine.Apply(held, new InputsHeld("again")).Next);
        JobSnapshot back = JobStateMachine.Apply(held, new InputsReleased("good")).Next!;
        Assert.Equal(before with { Minor = back.Minor }, back);
    }

    private static Dictionary<string, Func<int, string, JobEvent>> AllEvents { get; } = new()
    {
        ["Leased"] = (attempt, _) => new JobLeased(attempt + 1, "next", 1, "h", "main", "p"),
        ["Started"] = (attempt, lease) => new PayloadStarted(attempt, lease, 5),
        ["Uploaded"] = (attempt, lease) => new OutputsUploaded(attempt, lease, [], new ResourceUse(1, 1, 1), "", "", "r"),
        ["Accepted"] = (attempt, lease) => new OutputsAccepted(attempt, lease, [1]),
        ["FailedRetry"] = (attempt, lease) => new AttemptEnded(attempt, lease, AttemptState.Failed, "h", Evidence, RecoveryDecision.Retry),
        ["FailedHold"] = (attempt, lease) => new AttemptEnded(attempt, lease, AttemptState.Failed, "h", Evidence, Hold),
        ["LostRetry"] = (attempt, lease) => new AttemptEnded(attempt, lease, AttemptState.Lost, "h", Evidence, RecoveryDecision.Retry),
        ["LostHold"] = (attempt, lease) => new AttemptEnded(attempt, lease, AttemptState.Lost, "h", Evidence, Hold),
        ["RefusedRetry"] = (attempt, lease) => new AttemptEnded(attempt, lease, AttemptState.Refused, "h", Evidence, RecoveryDecision.Retry),
        ["Held"] = (_, _) => new JobHeld("NoInput", ""),
        ["Rescheduled"] = (_, _) => new JobRescheduled(""),
        ["RescheduledMore"] = (_, _) => new JobRescheduled("", new JobAllowance(4000, null)),
        ["InputsHeld"] = (_, _) => new InputsHeld("bad"),
        ["InputsReleased"] = (_, _) => new InputsReleased("good"),
        ["Killed"] = (_, _) => new JobKilled(""),
        ["Invalidated"] = (_, _) => new JobInvalidated(""),
        ["Created"] = (_, _) => new JobCreated(1, 1, 1, [1]),
    };

    private static JobEvent Event(string name, JobSnapshot job) => AllEvents[name](job.Attempt, job.Lease);

    private static JobSnapshot State(string name) => JobSnapshot.New with
    {
        State = JobStates[name[0]],
        AttemptState = name[1] == '-' ? null : AttemptStates[name[1]],
        Attempt = name[1] == '-' ? 0 : 3,
        Lease = name[1] == '-' ? "" : "lease",
    };

    private static string Name(JobSnapshot job) => string.Concat(
        JobStates.First(state => state.Value == job.State).Key,
        job.AttemptState is { } attempt ? AttemptStates.First(state => state.Value == attempt).Key : '-');
}
