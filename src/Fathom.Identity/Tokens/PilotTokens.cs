using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Fathom.Identity.Tokens;

/// <summary>Issues the tokens of pilots, each bound to one pilot and checked without a look-up.</summary>
/// <remarks>
/// <para>A pilot that can renew its token gets one for <see cref="Lifetime"/>: <c>pt.NUMBER.EXPIRY.HMAC</c>; each heartbeat
/// brings the next one, once <see cref="NeedsRenewal"/>.</para>
/// <para>A pilot of the version before cannot renew: it gets <c>pilot.NUMBER.SECRET</c>, which lasts as long as the pilot.
/// Derived, so that the repeat of a registration gets the same token though only its hash is stored.</para>
/// </remarks>
public sealed class PilotTokens(Secret key)
{
    private const string Prefix = "pilot";

    private readonly TokenText _timed = new("pt", key);

    /// <summary>How long a token is valid that its pilot renews: 30 minutes.</summary>
    public static TimeSpan Lifetime { get; } = TimeSpan.FromMinutes(30);

    /// <summary>The token of a pilot for the next 30 minutes.</summary>
    public Secret Issue(long pilotId, DateTimeOffset now)
        => _timed.Seal(string.Create(CultureInfo.InvariantCulture, $"{pilotId}.{(now + Lifetime).ToUnixTimeSeconds()}"));

    /// <summary>What a token proves, or null where it is no timed token of ours or has expired.</summary>
    public PilotClaim? Check(string token, DateTimeOffset now)
    {
        if (_timed.Open(token)?.Split('.') is not [{ } number, { } end]
            || !long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out long pilot)
            || !long.TryParse(end, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds))
        {
            return null;
        }

        DateTimeOffset expires = DateTimeOffset.FromUnixTimeSeconds(seconds);
        return now < expires ? new PilotClaim(pilot, expires) : null;
    }

    /// <summary>True where a heartbeat should bring the next token: a third of its life has passed.</summary>
    public static bool NeedsRenewal(PilotClaim claim, DateTimeOffset now) => claim.Expires - now < Lifetime * (2.0 / 3);

    /// <summary>The token of a pilot that cannot renew, with the hash that is stored.</summary>
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

    /// <summary>The pilot that a token claims to be of, or null where the text is no token of a pilot that cannot renew.</summary>
    public static long? ClaimedPilot(string token)
    {
        string[] parts = token.Split('.', 4);
        return parts.Length == 3 && parts[0] == Prefix
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out long id) ? id : null;
    }
}

/// <summary>A pilot's token and the hash that is stored of it.</summary>
public sealed record PilotToken(Secret Token, string Hash);

/// <summary>What a timed token proves.</summary>
/// <param name="PilotId">Whose it is.</param>
/// <param name="Expires">End of its validity.</param>
public readonly record struct PilotClaim(long PilotId, DateTimeOffset Expires);
