using Fathom.Compute.Engines;
using Fathom.Database;
using Fathom.Identity.Access;
using Fathom.Identity.Tokens;
using Fathom.Production.Protocol;

namespace Fathom.Portal.Access;

/// <summary>Admits pilots: spends single-use secrets, issues the tokens that expire, and renews them.</summary>
public sealed class PilotAdmission(string workspace, Secret key, SlotPilots slots, TimeProvider time)
{
    private readonly PilotTokens _tokens = new(key);
    private readonly SpentBootstraps _spent = new(Path.Combine(new WorkspaceFolders(workspace).Run, "spent"));

    /// <summary>True where the one who registers may; a single-use secret is spent on this request.</summary>
    public bool MayRegister(Principal principal, string requestId) => principal.Slot is not { } slot || _spent.TrySpend(slot, requestId);

    /// <summary>What the pilot is told: a token that expires, where it can renew it.</summary>
    public PilotWelcome Welcome(Principal principal, PilotRegistration registration, PilotWelcome welcome)
    {
        if (principal.Slot is { } slot)
        {
            slots.Note(slot.Engine, slot.Slot, welcome.PilotId);
        }

        return registration.RenewsToken ? welcome with { Token = _tokens.Issue(welcome.PilotId, time.GetUtcNow()).Reveal() } : welcome;
    }

    /// <summary>The next token of a pilot whose token needs it; else null.</summary>
    public string? Renewed(Principal principal)
    {
        DateTimeOffset now = time.GetUtcNow();
        return principal is { PilotId: { } pilot, Expires: { } expires } && PilotTokens.NeedsRenewal(new PilotClaim(pilot, expires), now)
            ? _tokens.Issue(pilot, now).Reveal()
            : null;
    }

    /// <summary>Forgets spent secrets that have expired.</summary>
    public int Forget() => _spent.Forget(time.GetUtcNow());
}
