using System.Buffers.Text;
using System.Text;
using Fathom.Compute.Payload;
using Fathom.Portal.Server;

namespace Fathom.Portal.Tests.Server;

public sealed class InstallationPreflightTests
{
    private static readonly DateTimeOffset Soon = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Late = Soon.AddYears(1);

    [Fact]
    public void A_credential_can_be_used_until_it_ends_or_until_what_it_is_renewed_from_ends()
    {
        using var folder = new TemporaryFolder();
        Token(folder, "pilot.jwt", Soon);
        Token(folder, "refresh.jwt", Late);
        Token(folder, "alone.jwt", Soon);
        File.WriteAllText(Path.Combine(folder.Path, "alerts.yaml"), "credentials: [pilot.jwt, alone.jwt, missing.pem]\nrenewed_from: { pilot.jwt: refresh.jwt }\n");
        Assert.Equal([Late, Soon, DateTimeOffset.MinValue], Preflight(folder).Credentials().Select(credential => credential.UsableUntil));
    }

    [Fact]
    public void A_file_of_alerts_that_cannot_be_read_refuses_and_says_why()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(Path.Combine(folder.Path, "alerts.yaml"), "renewed_from: { nobody.jwt: refresh.jwt }\n");
        var credential = Assert.Single(Preflight(folder).Credentials());
        Assert.Equal(DateTimeOffset.MinValue, credential.UsableUntil);
        Assert.Contains("nobody.jwt", credential.Name, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_credentials_none_is_asked_for()
    {
        using var folder = new TemporaryFolder();
        Assert.Empty(Preflight(folder).Credentials());
    }

    private static InstallationPreflight Preflight(TemporaryFolder folder) =>
        new(folder.Path, new SelfCommand("/bin/true", []), () => null, TimeProvider.System);

    private static void Token(TemporaryFolder folder, string name, DateTimeOffset end) => File.WriteAllText(
        Path.Combine(folder.Path, name),
        $"e30.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{{\"exp\":{end.ToUnixTimeSeconds()}}}"))}.x");
}
