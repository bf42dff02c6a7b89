using System.Security.Cryptography;
using System.Text;
using Fathom.Identity.Tokens;

namespace Fathom.Production.Alerts.Delivery;

/// <summary>The signature of a web hook's body: HMAC-SHA256 (RFC 2104) with the hook's secret, over time, a full stop and the body.</summary>
/// <remarks>The time is signed so that a receiver can refuse what is old, and a notice that was overheard cannot be played again.</remarks>
public static class HookSignature
{
    /// <summary>Header with the signature: <c>sha256=</c> and 64 hexadecimal digits.</summary>
    public const string Header = "X-Fathom-Signature";

    /// <summary>Header with the time of the signature: seconds since 1970.</summary>
    public const string TimeHeader = "X-Fathom-Timestamp";

    /// <summary>Header with the id of the notice: the same when it is sent again.</summary>
    public const string DeliveryHeader = "X-Fathom-Delivery";

    /// <summary>The value of <see cref="Header"/>.</summary>
    public static string Of(Secret secret, string timestamp, ReadOnlySpan<byte> body)
    {
        byte[] signed = [.. Encoding.ASCII.GetBytes(timestamp + "."), .. body];
        return "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret.Reveal()), signed));
    }
}
