using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Fathom.Identity.Tokens;

/// <summary>Tokens that allow one thing: to create files below one attempt's folder of one storage element, until they expire.</summary>
public sealed class StorageTokens(Secret key)
{
    private readonly TokenText _text = new("create", key);

    /// <summary>The token of an attempt's folder.</summary>
    /// <param name="element">Name of the element.</param>
    /// <param name="folder">The attempt's own folder below the element's root.</param>
    /// <param name="expires">End of its validity; the folder is swept until then.</param>
    /// <exception cref="ArgumentException">The folder is no plain relative path.</exception>
    public Secret Issue(string element, string folder, DateTimeOffset expires)
    {
        if (!IsPlain(folder))
        {
            throw new ArgumentException($"'{folder}' is no plain path below the element.", nameof(folder));
        }

        string scope = Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{element}\n{folder}"));
        return _text.Seal(string.Create(CultureInfo.InvariantCulture, $"{scope}.{expires.ToUnixTimeSeconds()}"));
    }

    /// <summary>What a token proves, or null where it is none of ours or has expired.</summary>
    /// <param name="token">The token.</param>
    /// <param name="now">The time.</param>
    public CreationClaim? Check(string token, DateTimeOffset now)
    {
        if (_text.Open(token)?.Split('.') is not [{ } scope, { } end]
            || !long.TryParse(end, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds)
            || now >= DateTimeOffset.FromUnixTimeSeconds(seconds))
        {
            return null;
        }

        return Encoding.UTF8.GetString(Base64Url.DecodeFromChars(scope)).Split('\n') is [{ } element, { } folder]
            ? new CreationClaim(element, folder)
            : null;
    }

    /// <summary>True where the token allows to create this file now.</summary>
    /// <param name="token">The token.</param>
    /// <param name="element">Name of the element.</param>
    /// <param name="path">Path of the file below the element's root: inside the token's folder, no link upwards.</param>
    /// <param name="now">The time.</param>
    public bool AllowsCreation(string token, string element, string path, DateTimeOffset now) => Check(token, now)?.Allows(element, path) == true;

    internal static bool IsPlain(string path)
        => path.Length > 0 && !path.Any(char.IsControl) && path.Split('/').All(part => part is not ("" or "." or ".."));
}
