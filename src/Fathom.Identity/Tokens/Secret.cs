using System.Security.Cryptography;
using System.Text;

namespace Fathom.Identity.Tokens;

/// <summary>A secret text that shows itself to nobody by accident: not in logs, not in JSON, not in a debugger's list.</summary>
public sealed class Secret
{
    private readonly string _text;

    /// <summary>Wraps a secret text.</summary>
    public Secret(string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        _text = text;
    }

    /// <summary>The text itself: for the one place that sends it.</summary>
    public string Reveal() => _text;

    /// <summary>Compares in a time that does not depend on where the two differ.</summary>
    public bool Matches(string offered) => CryptographicOperations.FixedTimeEquals(Hash(_text), Hash(offered));

    /// <summary>Always "***".</summary>
    public override string ToString() => "***";

    // Hashed first, so that the lengths compared are equal whatever was offered.
    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
