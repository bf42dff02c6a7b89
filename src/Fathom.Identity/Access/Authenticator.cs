using System.Security.Cryptography;
using System.Text;
using Fathom.Database;
using Fathom.Database.Reading;
using Fathom.Identity.Tokens;

namespace Fathom.Identity.Access;

/// <summary>Finds out who offers a bearer token.</summary>
public sealed class Authenticator(WorkspaceDatabase database, WorkspaceSecrets secrets)
{
    private const int LongestToken = 256;

    /// <summary>Whose token it is, or null where nobody's. Pilots that have ended are still known: what they ask is answered 410.</summary>
    /// <param name="token">The bearer token, or null where none was offered.</param>
    public Principal? Authenticate(string? token)
    {
        if (string.IsNullOrEmpty(token) || token.Length > LongestToken)
        {
            return null;
        }

        return secrets.Operator.Matches(token) ? new Principal(Role.Operator, "operator")
            : secrets.Bootstrap.Matches(token) ? new Principal(Role.PilotBootstrap, "bootstrap")
            : PilotTokens.ClaimedPilot(token) is { } id && IsOf(id, token) ? new Principal(Role.Pilot, $"pilot:{id}", id)
            : null;
    }

    private bool IsOf(long pilotId, string token)
    {
        string? stored = database.Read(connection => connection.SelectFirst(
            "SELECT token_hash FROM pilot WHERE id = @pilotId", new { pilotId }, row => row.GetString(0)));
        return stored is not null
            && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(stored), Encoding.ASCII.GetBytes(PilotTokens.Hash(token)));
    }
}
