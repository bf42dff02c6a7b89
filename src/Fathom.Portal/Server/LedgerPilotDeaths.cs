using Fathom.Compute.Engines;
using Fathom.Production;

namespace Fathom.Portal.Server;

/// <summary>Tells the ledger of pilots whose process the engine saw die.</summary>
internal sealed class LedgerPilotDeaths(Ledger ledger) : IPilotDeaths
{
    public Task PilotDiedAsync(string host, int processId, string detail, CancellationToken cancellation)
        => ledger.PilotDiedAsync(host, processId, detail);
}
