using Fathom.Identity.Tokens;
using Fathom.PostgresServers;
using Fathom.Production.Diagnosis.Causes;
using Fathom.Production.Jobs;
using Fathom.Production.Operations;
using Fathom.Production.Protocol;
using Fathom.Production.Stores;

namespace Fathom.Production.Tests.Stores;

/// <summary>What an operator says of a cause is durable in both engines.</summary>
public sealed class CauseActionsOnEnginesTests
{
    public static TheoryData<string> Engines => PostgresCluster.IsThere ? ["sqlite", "postgres"] : ["sqlite"];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Banned_nodes_and_raised_limits_are_there_after_a_crash(string engine)
    {
        using var world = new StoreWorld(engine);
        Ledger ledger = LedgerOf(world);
        LeasedJob job = await LeaseAsync(ledger);
        await ledger.FailedAsync("fail", 1, new AttemptFailed(
            job.Fence, new FailureEvidence(FailureOrigin.Payload, "OutputMissing", "no output", 10, null, "", new ResourceUse(1, 1, 1))));
        await ApplyAsync(world, ledger, new ApplyToCause("OutputMissing", CauseVerb.BanNodes, "test", false));
        await ApplyAsync(world, ledger, new ApplyToCause("OutputMissing", CauseVerb.MoreTime, "test", false, Value: 7200));
        await ApplyAsync(world, ledger, new ApplyToCause("OutputMissing", CauseVerb.MoreTime, "test", false, Factor: 2));
        world.Crash();
        Assert.Equal("node1", Assert.Single(world.Database.Read(SqlDispatchRules.Read).BannedNodes).Name);
        LeasedJob again = await LeaseAsync(LedgerOf(world));
        Assert.Equal((job.Fence.JobId, "14400"), (again.Fence.JobId, again.Parameters[JobAllowance.WallParameter]));
    }

    private static Ledger LedgerOf(StoreWorld world) =>
        new(world.Database, new PilotTokens(new Secret("key of the tests")), new LedgerOptions { Workspace = "/workspace" });

    private static async Task<LeasedJob> LeaseAsync(Ledger ledger)
    {
        PilotWelcome welcome = await ledger.RegisterPilotAsync(Guid.NewGuid().ToString(), new PilotRegistration("local", "here", "node1", 100, "0.1"));
        LeaseReply reply = await ledger.LeaseAsync(Guid.NewGuid().ToString(), welcome.PilotId);
        return reply.Job!;
    }

    private static async Task ApplyAsync(StoreWorld world, Ledger ledger, ApplyToCause asked)
    {
        var commands = new OperatorCommands(ledger, world.Database, null!);
        CommandReply reply = await commands.RunAsync(Guid.NewGuid().ToString(), asked, "user:test");
        Assert.True(reply.Done, reply.Reason);
        await commands.Bulk.RunAsync(CancellationToken.None);
    }
}
