using Fathom.Compute.Engines;
using Fathom.Production;

namespace Fathom.Portal.Server;

/// <summary>Tells the ledger of pilots that an engine saw die.</summary>
internal sealed class LedgerPilotDeaths(Ledger ledger, SlotPilots slots) : IPilotDeaths
{
    public async Task PilotDiedAsync(PilotDeath death, CancellationToken cancellation)
    {
        if (death is { Host: { } host, ProcessId: { } process })
        {
            await ledger.PilotDiedAsync(host, process, death.Detail, death.Words);
        }
        else if (death.Slot is { } slot && slots.Find(death.Engine, slot) is { } pilot)
        {
            await ledger.PilotLostAsync(pilot, death.Cause, death.Detail, death.Words);
            slots.Forget(death.Engine, slot);
        }
    }
}
