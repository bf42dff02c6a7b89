using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace Fathom.Production.Alerts.Facts;

/// <summary>When a credential in a file ends: a certificate or proxy (PEM), or a token (JWT, RFC 7519). Its content is shown to nobody.</summary>
public static class CredentialFile
{
    private const int LongestFile = 1 << 20;

    /// <summary>The end; null where the file is missing or holds none of these, and so cannot be used.</summary>
    public static DateTimeOffset? Ends(string path)
    {
        try
        {
            if (new FileInfo(path) is not { Exists: true, Length: <= LongestFile })
            {
                return null;
            }

            string text = File.ReadAllText(path);
            return text.Contains("-----BEGIN CERTIFICATE-----", StringComparison.Ordinal) ? OfCertificates(text) : OfToken(text.Trim());
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or CryptographicException or FormatException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Until when a credential can be used, itself or renewed from a longer-lived one. What cannot be read can be used no more.</summary>
    /// <param name="path">The credential.</param>
    /// <param name="renewedFrom">The credential that it is renewed from; null: it is not renewed.</param>
    public static DateTimeOffset UsableUntil(string path, string? renewedFrom)
    {
        DateTimeOffset? itself = Ends(path);
        DateTimeOffset? renewed = renewedFrom is null ? null : Ends(renewedFrom);
        return new[] { itself, renewed }.Max() ?? DateTimeOffset.MinValue;
    }

    // A proxy carries its chain: it ends with the first of it that ends.
    private static DateTimeOffset? OfCertificates(string text)
    {
        var chain = new X509Certificate2Collection();
        chain.ImportFromPem(text);
        DateTimeOffset? ends = null;
        foreach (X509Certificate2 certificate in chain)
        {
            using (certificate)
            {
                var end = new DateTimeOffset(certificate.NotAfter.ToUniversalTime());
                ends = ends < end ? ends : end;
            }
        }

        return ends;
    }

    private static DateTimeOffset? OfToken(string text)
    {
        string[] parts = text.Split('.');
        if (parts.Length != 3)
        {
            return null;
        }

        using JsonDocument claims = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1]));
        return claims.RootElement.ValueKind == JsonValueKind.Object && claims.RootElement.TryGetProperty("exp", out JsonElement exp)
            && exp.ValueKind == JsonValueKind.Number && exp.TryGetInt64(out long seconds) && seconds is >= 0 and < 253_402_300_800
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;
    }
}
