using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Fathom.Identity.Tokens;

/// <summary>Issues the tokens of pilots: <c>pilot.NUMBER.SECRET</c>, the secret an HMAC of number and registration.</summary>
/// <remarks>Derived, so that the repeat of a registration gets the same token though only its hash is stored.</remarks>
public sealed class PilotTokens(Secret key)
{
    private const string Prefix = "pilot";

    /// <summary>The token of a pilot, with the hash that is stored.</summary>
    /// <param name="pilotId">Number of the pilot.</param>
    /// <param name="registration">What names its registration, once for all: the request id.</param>
    public PilotToken Issue(long pilotId, string registration)
    {
        byte[] message = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{pilotId}\n{registration}"));
        byte[] code = HMACSHA256.HashData(Encoding.UTF8.GetBytes(key.Reveal()), message);
        string token = string.Create(CultureInfo.InvariantCulture, $"{Prefix}.{pilotId}.{Base64Url.EncodeToString(code)}");
        return new PilotToken(new Secret(token), Hash(token));
    }

    /// <summary>The hash of a token as it is stored.</summary>
    public static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <summary>The pilot that a token claims to be of, or null where the text is no pilot's token.</summary>
    public static long? ClaimedPilot(string token)
    {
        string[] parts = token.Split('.', 4);
        return parts.Length == 3 && parts[0] == Prefix
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out long id) ? id : null;
    }
}

/// <summary>A pilot's token and the hash that is stored of it.</summary>
public sealed record PilotToken(Secret Token, string Hash);
