using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Fathom.Identity.Tokens;

/// <summary>Text of a token that carries its own proof: <c>KIND.CLAIMS.HMAC</c>. Checked without any look-up.</summary>
/// <remarks>Kind and claims are both under the HMAC-SHA-256, so that no token of one kind passes for another.</remarks>
internal sealed class TokenText
{
    private readonly string _kind;
    private readonly byte[] _key;

    public TokenText(string kind, Secret key)
    {
        _kind = kind;
        // A key of its own for each kind, though all come from one secret.
        _key = HMACSHA256.HashData(Encoding.UTF8.GetBytes(key.Reveal()), Encoding.UTF8.GetBytes("fathom token " + kind));
    }

    /// <summary>The token of some claims, which hold neither control characters nor blanks.</summary>
    public Secret Seal(string claims)
    {
        string text = $"{_kind}.{claims}";
        return new Secret($"{text}.{Mac(text)}");
    }

    /// <summary>The claims of a token, or null where it is none of ours.</summary>
    public string? Open(string token)
    {
        int end = token.LastIndexOf('.');
        if (end <= _kind.Length || token[_kind.Length] != '.' || !token.StartsWith(_kind, StringComparison.Ordinal))
        {
            return null;
        }

        byte[] offered = Encoding.UTF8.GetBytes(token[(end + 1)..]);
        byte[] expected = Encoding.UTF8.GetBytes(Mac(token[..end]));
        return CryptographicOperations.FixedTimeEquals(offered, expected) ? token[(_kind.Length + 1)..end] : null;
    }

    private string Mac(string text) => Base64Url.EncodeToString(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(text)));
}
