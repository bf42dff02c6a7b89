using Fathom.Production.Protocol;
using Fathom.Production.Stores;

namespace Fathom.Production.Tests.Stores;

public sealed class MemoryFaultTests
{
    [Theory]
    [InlineData(MemoryFaultPoint.BeforeCommit)]
    [InlineData(MemoryFaultPoint.AfterCommit)]
    public async Task A_commit_that_fails_is_kept_whole_or_not_at_all_and_the_repeat_gets_one_answer(MemoryFaultPoint where)
    {
        using var world = new StoreWorld("memory");
        var store = (MemoryLedgerStore)world.Store.Inner;
        PilotWelcome pilot = await world.Ledger.RegisterPilotAsync("r", new PilotRegistration("test", "here", "node", 1, "0.1"));
        IReadOnlyList<string> before = world.Memory();
        store.Faults = point => { if (point == where) { throw new InjectedException(); } };
        await Assert.ThrowsAsync<InjectedException>(() => world.Ledger.LeaseAsync("lease", pilot.PilotId, 3));
        store.Faults = null;
        if (where == MemoryFaultPoint.BeforeCommit)
        {
            Assert.Equal(before, world.Memory());
        }

        LeaseReply reply = await world.Ledger.LeaseAsync("lease", pilot.PilotId, 3);
        Assert.Equal([1L, 2, 3], reply.Jobs!.Select(job => job.Fence.JobId));
        Assert.Equal(3, store.Image.Attempts.Count);
        IReadOnlyList<string> after = world.Memory();
        world.Crash();
        Assert.Equal(after, world.Memory());
        // Its leases live: the heartbeat that follows is honoured.
        Assert.Empty(world.Ledger.Heartbeat(pilot.PilotId, new Heartbeat([.. reply.Jobs!.Select(job => job.Fence)])).Revoked);
    }
}
