using Fathom.Identity.Tokens;

namespace Fathom.Identity.Tests;

public sealed class SecretTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fathom-identity-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_secrets_of_a_workspace_are_made_once_differ_and_are_readable_by_their_owner_alone()
    {
        WorkspaceSecrets first = WorkspaceSecrets.ReadOrCreate(_folder);
        WorkspaceSecrets again = WorkspaceSecrets.ReadOrCreate(_folder);
        Assert.True(first.Operator.Matches(again.Operator.Reveal()));
        Assert.False(first.Operator.Matches(first.Bootstrap.Reveal()));
        Assert.False(first.Operator.Matches(first.PilotKey.Reveal()));
        foreach (string path in Directory.GetFiles(Path.Combine(_folder, "secrets")))
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, Mode(path));
        }

        // 256 bits in base64url.
        Assert.Equal(43, first.Operator.Reveal().Length);
    }

    [Fact]
    public void A_secret_that_others_may_read_is_refused_and_its_text_is_not_in_the_message()
    {
        string path = WorkspaceSecrets.OperatorFile(_folder);
        Secret secret = SecretFile.ReadOrCreate(path);
        SetMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        SecretFileException refused = Assert.Throws<SecretFileException>(() => SecretFile.Read(path));
        Assert.Contains("chmod 600", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(secret.Reveal(), refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("short")]
    [InlineData(1000)]
    public void A_file_that_holds_no_secret_is_refused(object content)
    {
        string path = Path.Combine(_folder, "secret");
        File.WriteAllText(path, content as string ?? new string('x', (int)content));
        SetMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Assert.Throws<SecretFileException>(() => SecretFile.Read(path));
    }

    [Fact]
    public void A_secret_does_not_show_itself()
    {
        var secret = new Secret("very secret");
        Assert.Equal("***", secret.ToString());
        Assert.DoesNotContain("very", System.Text.Json.JsonSerializer.Serialize(secret), StringComparison.Ordinal);
        Assert.DoesNotContain("very", new WorkspaceSecrets(secret, secret, secret).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_pilots_token_is_the_same_for_the_same_registration_and_differs_for_any_other()
    {
        var tokens = new PilotTokens(new Secret("key"));
        string one = tokens.Issue(7, "request").Token.Reveal();
        Assert.Equal(one, tokens.Issue(7, "request").Token.Reveal());
        Assert.NotEqual(one, tokens.Issue(7, "other").Token.Reveal());
        Assert.NotEqual(one, tokens.Issue(8, "request").Token.Reveal());
        Assert.NotEqual(one, new PilotTokens(new Secret("other key")).Issue(7, "request").Token.Reveal());
        Assert.Equal(7, PilotTokens.ClaimedPilot(one));
        Assert.DoesNotContain(one.Split('.')[2], tokens.Issue(7, "request").Hash, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("pilot.7")]
    [InlineData("pilot.-7.x")]
    [InlineData("pilot.99999999999999999999.x")]
    [InlineData("pilot.7.x.y")]
    [InlineData("operator.7.x")]
    public void A_text_that_is_no_pilots_token_names_no_pilot(string text) => Assert.Null(PilotTokens.ClaimedPilot(text));

    private static UnixFileMode Mode(string path) => OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(path);

    private static void SetMode(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
        }
    }
}
