using Fathom.Database;
using Fathom.Identity.Access;
using Fathom.Identity.Tokens;

namespace Fathom.Identity.Tests;

public sealed class AccessTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fathom-access-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // Columns: View, Operate, RegisterPilot, WorkAsPilot, CreateOutput. A allowed, F forbidden.
    [Theory]
    [InlineData(Role.Reader, "AFFFF")]
    [InlineData(Role.PilotBootstrap, "FFAFF")]
    [InlineData(Role.Pilot, "FFAAF")]
    [InlineData(Role.Operator, "AAFFF")]
    [InlineData(Role.Writer, "FFFFA")]
    public void Each_role_may_do_what_the_table_says_and_nothing_else(Role role, string table)
    {
        Permission[] permissions = Enum.GetValues<Permission>();
        Assert.Equal(table.Length, permissions.Length);
        for (int i = 0; i < permissions.Length; i++)
        {
            AccessDecision expected = table[i] == 'A' ? AccessDecision.Allowed : AccessDecision.Forbidden;
            Assert.Equal(expected, AccessPolicy.Decide(new Principal(role, "x", 7), permissions[i]));
            Assert.Equal(AccessDecision.WhoAreYou, AccessPolicy.Decide(null, permissions[i]));
        }
    }

    [Fact]
    public void A_pilot_works_in_its_own_name_only()
    {
        var pilot = new Principal(Role.Pilot, "pilot:7", 7);
        Assert.Equal(AccessDecision.Allowed, AccessPolicy.Decide(pilot, Permission.WorkAsPilot, 7));
        Assert.Equal(AccessDecision.Forbidden, AccessPolicy.Decide(pilot, Permission.WorkAsPilot, 8));
    }

    [Fact]
    public async Task A_token_is_known_whole_or_not_at_all()
    {
        using WorkspaceDatabase database = WorkspaceDatabase.Open(Path.Combine(_folder, "fathom.db"));
        WorkspaceSecrets secrets = WorkspaceSecrets.ReadOrCreate(_folder);
        PilotToken issued = new PilotTokens(secrets.PilotKey).Issue(1, "request");
        await database.WriteAsync(transaction => transaction.Insert(
            "INSERT INTO pilot (engine, site, host, process_id, token_hash, state, registered_utc) VALUES ('', '', '', 1, @Hash, 'Alive', '')",
            new { issued.Hash }));
        var authenticator = new Authenticator(database, secrets);

        Assert.Equal(Role.Operator, authenticator.Authenticate(secrets.Operator.Reveal())?.Role);
        Assert.Equal(Role.PilotBootstrap, authenticator.Authenticate(secrets.Bootstrap.Reveal())?.Role);
        Assert.Equal(new Principal(Role.Pilot, "pilot:1", 1), authenticator.Authenticate(issued.Token.Reveal()));

        string token = issued.Token.Reveal();
        string[] wrong = [null!, "", "x", token[..^1], token + "x", token.Replace("pilot.1", "pilot.2"), secrets.PilotKey.Reveal(), new string('x', 100_000)];
        Assert.All(wrong, text => Assert.Null(authenticator.Authenticate(text)));
    }
}
