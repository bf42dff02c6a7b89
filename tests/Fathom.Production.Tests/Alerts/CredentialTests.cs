using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Fathom.Production.Alerts.Facts;
using Fathom.Production.Tests.World;

namespace Fathom.Production.Tests.Alerts;

public sealed class CredentialTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("fathom-credentials-").FullName;

    [Fact]
    public void A_proxy_ends_with_the_first_certificate_of_its_chain_that_ends() =>
        Assert.Equal(3, Days(Certificate(30) + "\n" + Certificate(3) + "\n" + Certificate(300)), 0.01);

    [Fact]
    public void A_token_ends_at_its_claim() =>
        Assert.Equal(2, Days(Token($$"""{"sub":"pilot","exp":{{_time.GetUtcNow().AddDays(2).ToUnixTimeSeconds()}}}""")), 0.01);

    [Theory]
    [InlineData("")]
    [InlineData("a.b.c")]
    [InlineData("no credential at all")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----")]
    public void What_cannot_be_read_has_ended(string text) => Assert.Equal(0, Days(text));

    [Fact]
    public void A_file_that_is_missing_and_a_token_without_an_end_have_ended()
    {
        Assert.Equal(0, Facts(Path.Combine(_folder, "nothing")));
        Assert.Equal(0, Days(Token("""{"exp":"soon"}""")));
        Assert.Equal(0, Days(Token("[1]")));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Token(string claims) => $"e30.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}.c2ln";

    private string Certificate(int days)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=host", key, HashAlgorithmName.SHA256);
        using X509Certificate2 certificate = request.CreateSelfSigned(_time.GetUtcNow().AddDays(-1), _time.GetUtcNow().AddDays(days));
        return certificate.ExportCertificatePem();
    }

    private double Days(string text)
    {
        string file = Path.Combine(_folder, "credential");
        File.WriteAllText(file, text);
        return Facts(file);
    }

    private double Facts(string file) => new CredentialFacts(() => [file], _time).Measure().Single().Value;
}
