using Fathom.Identity.Tokens;
using Fathom.Production;
using Fathom.Production.Acceptance;
using Fathom.Production.Campaigns;
using Fathom.Production.Dispatch;
using Fathom.Production.Protocol;
using Fathom.Production.State;
using Fathom.Production.Stores;
using Fathom.Storage.Elements;
using Fathom.Storage.Load;
using Fathom.Twin.Time;

namespace Fathom.Twin.Faults;

/// <summary>A server over the durable image: production's ledger, dispatcher and acceptance. A crash is another one over the same image.</summary>
internal sealed class FaultServer
{
    private static readonly Secret Key = new("a key for simulated pilots, of no use elsewhere");

    private readonly MemoryLedgerStore _store;

    public FaultServer(MemoryImage image, IReadOnlyList<StepFacts> steps, FaultyElement element, VirtualTime time, EpochRow row, Breakage breakage)
    {
        _store = new MemoryLedgerStore(time, image) { Epoch = ++row.Newest };
        foreach (StepFacts step in steps)
        {
            _store.Steps.Add(step);
        }

        var waiting = new DispatchedJobs(new Dispatcher(new DispatchOptions(), new StorageBandwidth()), time);
        var elements = new StorageElements();
        elements.Set(element);
        Ledger = new Ledger(
            new FencedStore(_store, row, breakage), new PilotTokens(Key),
            new LedgerOptions { Workspace = "/", LeasePeriod = TimeSpan.FromSeconds(30), HeartbeatPeriod = TimeSpan.FromSeconds(5) }, waiting);
        Acceptance = new AcceptanceService(Ledger, elements, checks: 0);
        Ledger.GrantNewPeriods();
    }

    public Ledger Ledger { get; }

    public AcceptanceService Acceptance { get; }

    /// <summary>The transformations as they are now.</summary>
    public IReadOnlyList<StepFacts> Steps => [.. _store.Steps];

    /// <summary>What the disk does at the next commits.</summary>
    public Action<MemoryFaultPoint>? Disk
    {
        set => _store.Faults = value;
    }

    /// <summary>A transformation of simulated jobs.</summary>
    public static StepFacts Step() => new(
        1, 1, "campaign", 0, "step", "step", "RAW", "ESD", new Dictionary<string, string>(), false, null, "memory",
        new StorageElementAddress("memory", "memory", "/"), null, TransformationState.Active, CampaignState.Active);
}
