using System.Security.Cryptography;
using System.Text;
using Fathom.Database;
using Fathom.Database.Reading;
using Fathom.Identity.Tokens;

namespace Fathom.Identity.Access;

/// <summary>Finds out who offers a bearer token.</summary>
/// <remarks>The tokens of pilots that renew them, and bootstrap secrets of submitted pilots, carry their own proof: no look-up.</remarks>
public sealed class Authenticator(WorkspaceDatabase database, WorkspaceSecrets secrets)
{
    private const int LongestToken = 512;

    private readonly PilotTokens _pilots = new(secrets.PilotKey);
    private readonly BootstrapTokens _bootstraps = new(secrets.PilotKey);
    private readonly StorageTokens _creations = new(secrets.PilotKey);

    /// <summary>Pilots whose tokens are refused before they expire.</summary>
    public RevokedPilots Revoked { get; } = new(database.Time);

    /// <summary>Whose token it is, or null where nobody's. Pilots that have ended are still known: what they ask is answered 410.</summary>
    /// <param name="token">The bearer token, or null where none was offered.</param>
    public Principal? Authenticate(string? token)
    {
        if (string.IsNullOrEmpty(token) || token.Length > LongestToken)
        {
            return null;
        }

        DateTimeOffset now = database.Time.GetUtcNow();
        return _pilots.Check(token, now) is { } claim ? Timed(claim)
            : _bootstraps.Check(token, now) is { } slot ? new Principal(Role.PilotBootstrap, $"{slot.Engine}:{slot.Slot}") { Slot = slot }
            : _creations.Check(token, now) is { } creation ? new Principal(Role.Writer, $"{creation.Element}:{creation.Folder}") { Creation = creation }
            : secrets.Operator.Matches(token) ? new Principal(Role.Operator, "operator")
            : secrets.Bootstrap.Matches(token) ? new Principal(Role.PilotBootstrap, "bootstrap")
            : PilotTokens.ClaimedPilot(token) is { } id && IsOf(id, token) ? new Principal(Role.Pilot, $"pilot:{id}", id)
            : null;
    }

    private Principal? Timed(PilotClaim claim) => Revoked.Contains(claim.PilotId)
        ? null
        : new Principal(Role.Pilot, $"pilot:{claim.PilotId}", claim.PilotId) { Expires = claim.Expires };

    private bool IsOf(long pilotId, string token)
    {
        string? stored = database.Read(connection => connection.SelectFirst(
            "SELECT token_hash FROM pilot WHERE id = @pilotId", new { pilotId }, row => row.GetString(0)));
        return stored is not null
            && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(stored), Encoding.ASCII.GetBytes(PilotTokens.Hash(token)));
    }
}
