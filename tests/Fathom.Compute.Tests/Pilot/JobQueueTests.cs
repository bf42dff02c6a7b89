using Fathom.Compute.Pilot;
using Fathom.Production.Protocol;

namespace Fathom.Compute.Tests.Pilot;

public sealed class JobQueueTests
{
    private static readonly LeasedJob Job = new(
        new LeaseReference(1, 1, "a"), "step", [], new StorageElementAddress("se", "folder", "/"), "Demo/ESD/1/1-abc", null, new Dictionary<string, string>());

    [Fact]
    public async Task At_every_instant_a_leased_job_waits_or_its_slot_has_it_so_that_no_other_is_leased_for_that_slot()
    {
        for (var turn = 0; turn < 2000; turn++)
        {
            using var queue = new JobQueue(TimeProvider.System);
            var slots = new SlotTable(1, new JobDurations(), TimeProvider.System);
            Task taking = queue.TakeAsync(job => slots.Occupy(0, JobDurations.KindOf(job)));
            queue.Add(Job);
            while (slots.AllFree)
            {
                var queued = queue.Count;
                Assert.Equal(0, LeasePlan.Wanted(slots.Left(), queued, 8));
            }

            await taking;
        }
    }

    [Fact]
    public async Task A_queue_that_is_closed_gives_nothing_and_returns_what_waited()
    {
        using var queue = new JobQueue(TimeProvider.System);
        queue.Add(Job);
        Assert.Equal([Job], queue.Close());
        Assert.Null(await queue.TakeAsync(_ => Assert.Fail("nobody may take it")));
    }
}
