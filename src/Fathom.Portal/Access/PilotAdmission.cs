using Fathom.Compute.Engines;
using Fathom.Database;
using Fathom.Identity.Access;
using Fathom.Identity.Tokens;

namespace Fathom.Portal.Access;

/// <summary>Admits pilots that an engine submitted: each single-use secret is spent on one registration.</summary>
public sealed class PilotAdmission(string workspace, SlotPilots slots, TimeProvider time)
{
    private readonly SpentBootstraps _spent = new(Path.Combine(new WorkspaceFolders(workspace).Run, "spent"));

    /// <summary>True where the one who registers may; a single-use secret is spent on this request.</summary>
    public bool MayRegister(Principal principal, string requestId) => principal.Slot is not { } slot || _spent.TrySpend(slot, requestId);

    /// <summary>The pilot is registered: its engine's verdict on the slot finds it.</summary>
    public void Registered(Principal principal, long pilotId)
    {
        if (principal.Slot is { } slot)
        {
            slots.Note(slot.Engine, slot.Slot, pilotId);
        }
    }

    /// <summary>Forgets spent secrets that have expired; returns how many.</summary>
    public int Forget() => _spent.Forget(time.GetUtcNow());
}
