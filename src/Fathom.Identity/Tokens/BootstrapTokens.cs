using System.Globalization;

namespace Fathom.Identity.Tokens;

/// <summary>Single-use secrets that submitted pilots register with: <c>boot.ENGINE.SLOT.EXPIRY.HMAC</c>.</summary>
/// <remarks>Derived from the workspace's key, so that issuing a hundred thousand stores nothing; that each is spent once is
/// kept by <see cref="SpentBootstraps"/>.</remarks>
public sealed class BootstrapTokens(Secret key)
{
    private const int LongestName = 64;

    private readonly TokenText _text = new("boot", key);

    /// <summary>The secret of one slot.</summary>
    /// <param name="engine">Name of the engine that submits it.</param>
    /// <param name="slot">The slot's name within the engine, used once for all.</param>
    /// <param name="expires">End of its validity: the longest that the pilot may wait in the queue.</param>
    /// <exception cref="ArgumentException">A name has other characters than letters, digits, '-' and '_', or more than 64.</exception>
    public Secret Issue(string engine, string slot, DateTimeOffset expires)
    {
        ArgumentOutOfRangeException.ThrowIfEqual(IsName(engine), false, nameof(engine));
        ArgumentOutOfRangeException.ThrowIfEqual(IsName(slot), false, nameof(slot));
        return _text.Seal(string.Create(CultureInfo.InvariantCulture, $"{engine}.{slot}.{expires.ToUnixTimeSeconds()}"));
    }

    /// <summary>What a secret proves, or null where it is none of ours or has expired.</summary>
    public BootstrapClaim? Check(string token, DateTimeOffset now)
        => _text.Open(token)?.Split('.') is [{ } engine, { } slot, { } end]
            && long.TryParse(end, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds)
            && now < DateTimeOffset.FromUnixTimeSeconds(seconds)
                ? new BootstrapClaim(engine, slot, DateTimeOffset.FromUnixTimeSeconds(seconds))
                : null;

    private static bool IsName(string name) => name.Length is > 0 and <= LongestName
        && name.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_');
}

/// <summary>What a bootstrap secret proves.</summary>
/// <param name="Engine">The engine that submitted the pilot.</param>
/// <param name="Slot">Its slot.</param>
/// <param name="Expires">End of the secret's validity.</param>
public sealed record BootstrapClaim(string Engine, string Slot, DateTimeOffset Expires);
