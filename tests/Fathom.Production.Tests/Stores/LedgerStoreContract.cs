using Fathom.Catalog;
using Fathom.Database.Requests;
using Fathom.Production.Jobs;
using Fathom.Production.Protocol;
using Fathom.Production.Stores;

namespace Fathom.Production.Tests.Stores;

/// <summary>What every store of the ledger does alike: memory, memory as the twin has it, SQLite, PostgreSQL.</summary>
public sealed class LedgerStoreContract
{
    public static TheoryData<string> Kinds => StoreWorld.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_a_job_may_use_beyond_its_limits_is_kept_across_a_crash_and_is_its_own(string kind)
    {
        using var world = new StoreWorld(kind);
        await world.Ledger.Memory.WriteAsync(work =>
        {
            work.Store.SaveAllowance(1, new JobAllowance(1500, null));
            work.Store.SaveAllowance(2, new JobAllowance(1, 1));
            return true;
        });
        await world.Ledger.Memory.WriteAsync(work =>
        {
            work.Store.SaveAllowance(2, new JobAllowance(2000, 60));
            return true;
        });
        world.Crash();
        JobAllowance[] kept = await world.Ledger.Memory.WriteAsync(work => new[] { work.Store.AllowanceOf(1), work.Store.AllowanceOf(2), work.Store.AllowanceOf(3) });
        Assert.Equal([new JobAllowance(1500, null), new JobAllowance(2000, 60), JobAllowance.None], kept);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task After_a_crash_at_any_time_the_ledger_is_as_it_was_and_repeats_get_their_first_answer(string kind)
    {
        using var world = new StoreWorld(kind);
        var history = new StoreHistory(world, 11);
        for (int step = 0; step < 60; step++)
        {
            Func<Task<string>> verb = history.Next();
            string first = await verb();
            IReadOnlyList<string> before = world.Memory();
            if (step % 6 == 0)
            {
                world.Crash();
                Assert.Equal(before, world.Memory());
            }

            Assert.Equal(first, await verb());
            Assert.Equal(before, world.Memory());
        }

        Assert.Contains(world.Memory(), one => one.Contains("Done", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_work_that_throws_anywhere_leaves_memory_and_store_untouched_and_can_be_asked_again(string kind)
    {
        using var world = new StoreWorld(kind);
        var history = new StoreHistory(world, 12);
        int thrown = 0;
        for (int step = 0; step < 25; step++)
        {
            Func<Task<string>> verb = history.Next();
            for (int at = 1; ; at++)
            {
                IReadOnlyList<string> before = world.Memory();
                world.Store.ThrowAt = at;
                Exception? fault = await Record.ExceptionAsync(verb);
                bool reached = world.Store.ThrowAt == 0;
                world.Store.ThrowAt = 0;
                if (!reached)
                {
                    break;
                }

                Assert.True(fault is InjectedException, fault?.ToString());
                thrown++;
                // An upload has two works: the first may have been kept.
                if (!world.Memory().Any(one => one.Contains("Completing", StringComparison.Ordinal)))
                {
                    Assert.Equal(before, world.Memory());
                }

                before = world.Memory();
                if (at % 4 == 0)
                {
                    world.Crash();
                    Assert.Equal(before, world.Memory());
                }
            }
        }

        Assert.True(thrown > 50, $"{thrown} throws");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task An_id_with_another_body_is_refused_and_changes_nothing(string kind)
    {
        using var world = new StoreWorld(kind);
        PilotWelcome pilot = await world.Ledger.RegisterPilotAsync("r", new PilotRegistration("test", "here", "node", 1, "0.1"));
        LeaseReply reply = await world.Ledger.LeaseAsync("lease", pilot.PilotId, 3);
        Assert.Equal(3, reply.Jobs!.Count);
        IReadOnlyList<string> before = world.Memory();
        await Assert.ThrowsAsync<RequestConflictException>(() => world.Ledger.LeaseAsync("lease", pilot.PilotId, 4));
        Assert.Equal(before, world.Memory());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task An_input_has_one_accepted_output_of_a_kind_and_a_name_one_file(string kind)
    {
        using var world = new StoreWorld(kind);
        PilotWelcome pilot = await world.Ledger.RegisterPilotAsync("r", new PilotRegistration("test", "here", "node", 1, "0.1"));
        LeasedJob[] jobs = [.. (await world.Ledger.LeaseAsync("lease", pilot.PilotId, 2)).Jobs!];
        Assert.True((await world.Acceptance.UploadedAsync("first", pilot.PilotId, world.Write(jobs[0]))).Accepted);
        AttemptUploaded other = world.Write(jobs[1]);
        AttemptUploaded taken = other with { Outputs = [other.Outputs[0] with { Lfn = "out/" + jobs[0].Fence.JobId }] };
        AcceptanceReply refused = await world.Acceptance.UploadedAsync("second", pilot.PilotId, taken);
        Assert.Contains("registered already", refused.Reason, StringComparison.Ordinal);
        long done = jobs[0].Fence.JobId;
        await Assert.ThrowsAsync<CatalogueException>(() => world.Store.WriteAsync(transaction =>
        {
            var job = world.Ledger.Memory.State.Find(done)!;
            var attempt = new Production.Jobs.LiveAttempt(1, "", Production.Jobs.AttemptState.Uploaded, 1, 1, "", "main", "p", "");
            return transaction.RegisterOutput(new NewOutput(job, 1, attempt, taken.Outputs[0] with { Lfn = "out/new", Path = "p/new" }, job.Inputs, null));
        }));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_batch_is_answered_event_by_event_and_its_repeat_gets_the_same_answers(string kind)
    {
        using var world = new StoreWorld(kind);
        var batches = new Production.Acceptance.EventBatches(world.Ledger, world.Acceptance);
        PilotWelcome pilot = await world.Ledger.RegisterPilotAsync("r", new PilotRegistration("test", "here", "node", 1, "0.1"));
        LeasedJob[] jobs = [.. (await world.Ledger.LeaseAsync("lease", pilot.PilotId, 3)).Jobs!];
        var batch = new PilotEvents([
            new PilotEvent(Started: new AttemptStarted(jobs[0].Fence, 7)),
            new PilotEvent(Uploaded: world.Write(jobs[1])),
            new PilotEvent(Started: new AttemptStarted(jobs[2].Fence with { Lease = "another" }, 7)),
            new PilotEvent(Failed: new AttemptFailed(
                jobs[2].Fence, new FailureEvidence(FailureOrigin.Payload, "Crash", "", 1, null, "", new ResourceUse(1, 1, 1)))),
        ]);
        PilotEventsReply first = await batches.TakeAsync("batch", pilot.PilotId, batch, new byte[] { 1 });
        Assert.Equal([true, true, false, true], first.Answers.Select(answer => answer.Accepted));
        world.Crash();
        batches = new Production.Acceptance.EventBatches(world.Ledger, world.Acceptance);
        Assert.Equal(first.Answers, (await batches.TakeAsync("batch", pilot.PilotId, batch, new byte[] { 1 })).Answers);
        await Assert.ThrowsAsync<RequestConflictException>(() => batches.TakeAsync("batch", pilot.PilotId, batch, new byte[] { 2 }));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_accepted_attempts_took_is_the_same_after_a_crash_and_a_work_that_throws_leaves_it(string kind)
    {
        using var world = new StoreWorld(kind);
        PilotWelcome pilot = await world.Ledger.RegisterPilotAsync("r", new PilotRegistration("test", "here", "node", 1, "0.1", CpuFactor: 2));
        LeasedJob[] jobs = [.. (await world.Ledger.LeaseAsync("lease", pilot.PilotId, 6)).Jobs!];
        for (int i = 0; i < jobs.Length; i++)
        {
            AttemptUploaded upload = world.Write(jobs[i]) with { Use = new ResourceUse(1, 10 + i, 1, 2) };
            Assert.True((await world.Acceptance.UploadedAsync($"up{i}", pilot.PilotId, upload)).Accepted);
            Assert.True((await world.Acceptance.UploadedAsync($"up{i}", pilot.PilotId, upload)).Accepted); // a repeat teaches nothing
        }

        Production.Forecast.StepPace pace = Assert.Single(world.Ledger.Memory.State.Paces.All).Value;
        Assert.Equal((6, 12.5, 6L), (pace.Wall.Count, pace.Wall.Mean, pace.Durations.Count));
        Assert.Equal((25, 6L), (Math.Round(pace.Durations.Expected(0), 9), pace.Recent.Since(world.Time.GetUtcNow())));
        string before = Text(world);
        world.Crash();
        Assert.Equal(before, Text(world));
        LeasedJob another = (await world.Ledger.LeaseAsync("another", pilot.PilotId)).Job!;
        world.Store.ThrowAt = 1;
        await Assert.ThrowsAsync<InjectedException>(() => world.Acceptance.UploadedAsync("late", pilot.PilotId, world.Write(another)));
        Assert.Equal(before, Text(world));
        Assert.Equal(2, world.Ledger.Pilots.Find(pilot.PilotId)!.CpuFactor);
    }

    private static string Text(StoreWorld world) => string.Join('\n', world.Ledger.Memory.State.Paces.All.Select(step =>
        $"{step.Key} {step.Value.Wall} {step.Value.Recent} {step.Value.Durations.Sums} {step.Value.Durations.Errors}"));
}
