using Fathom.Identity.Tokens;

namespace Fathom.Identity.Tests;

public sealed class TokenTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Secret Key = new("a key of the workspace, long enough");

    private readonly string _folder = Directory.CreateTempSubdirectory("fathom-test-").FullName;

    [Fact]
    public void A_pilots_token_names_its_pilot_for_thirty_minutes_and_not_a_second_longer()
    {
        var tokens = new PilotTokens(Key);
        string token = tokens.Issue(17, Now).Reveal();
        Assert.Equal(17, tokens.Check(token, Now)!.Value.PilotId);
        Assert.Equal(17, tokens.Check(token, Now.AddMinutes(30).AddSeconds(-1))!.Value.PilotId);
        Assert.Null(tokens.Check(token, Now.AddMinutes(30)));
        Assert.Null(PilotTokens.ClaimedPilot(token));
    }

    [Fact]
    public void A_token_is_renewed_well_before_it_expires_and_not_at_every_heartbeat()
    {
        var tokens = new PilotTokens(Key);
        PilotClaim claim = tokens.Check(tokens.Issue(1, Now).Reveal(), Now)!.Value;
        Assert.False(PilotTokens.NeedsRenewal(claim, Now.AddMinutes(5)));
        Assert.True(PilotTokens.NeedsRenewal(claim, Now.AddMinutes(11)));
    }

    [Fact]
    public void No_token_passes_with_one_character_changed_or_under_another_key_or_as_another_kind()
    {
        var pilots = new PilotTokens(Key);
        var bootstraps = new BootstrapTokens(Key);
        var storage = new StorageTokens(Key);
        string token = pilots.Issue(17, Now).Reveal(), boot = bootstraps.Issue("slurm", "a_1", Now.AddDays(1)).Reveal();
        for (int at = 0; at < token.Length; at++)
        {
            string forged = $"{token[..at]}{(token[at] == '1' ? '2' : '1')}{token[(at + 1)..]}";
            Assert.Null(pilots.Check(forged, Now));
        }

        Assert.Null(new PilotTokens(new Secret("another key, as long as the first")).Check(token, Now));
        Assert.Null(pilots.Check(boot, Now));
        Assert.Null(bootstraps.Check(token, Now));
        Assert.Null(pilots.Check("pt" + boot["boot".Length..], Now));
        Assert.False(storage.AllowsCreation(token, "se", "a/b", Now));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("pt")]
    [InlineData("pt.")]
    [InlineData("pt..")]
    [InlineData("pt.1.2")]
    [InlineData("pt.1.99999999999999999999.x")]
    [InlineData("boot.é.ü.1.")]
    public void A_text_that_is_no_token_proves_nothing(string text)
    {
        Assert.Null(new PilotTokens(Key).Check(text, Now));
        Assert.Null(new BootstrapTokens(Key).Check(text, Now));
        Assert.False(new StorageTokens(Key).AllowsCreation(text, "se", "a", Now));
    }

    [Fact]
    public void A_bootstrap_secret_names_its_slot_until_the_longest_time_in_the_queue_has_passed()
    {
        var tokens = new BootstrapTokens(Key);
        string secret = tokens.Issue("slurm", "k3-17_5", Now.AddDays(7)).Reveal();
        Assert.Equal(new BootstrapClaim("slurm", "k3-17_5", Now.AddDays(7)), tokens.Check(secret, Now.AddDays(6)));
        Assert.Null(tokens.Check(secret, Now.AddDays(7)));
        Assert.ThrowsAny<ArgumentException>(() => tokens.Issue("slurm", "1.2", Now));
        Assert.ThrowsAny<ArgumentException>(() => tokens.Issue("", "1", Now));
    }

    [Fact]
    public void A_bootstrap_secret_is_spent_once_and_the_repeat_of_the_same_request_is_the_same_registration()
    {
        var claim = new BootstrapClaim("slurm", "1_0", Now.AddDays(1));
        var spent = new SpentBootstraps(_folder);
        Assert.True(spent.TrySpend(claim, "first"));
        Assert.True(spent.TrySpend(claim, "first"));
        Assert.False(spent.TrySpend(claim, "second"));
        Assert.True(spent.TrySpend(claim with { Slot = "1_1" }, "second"));

        var afterRestart = new SpentBootstraps(_folder);
        Assert.False(afterRestart.TrySpend(claim, "second"));
        Assert.True(afterRestart.TrySpend(claim, "first"));
    }

    [Fact]
    public void Of_many_requests_at_the_same_instant_one_alone_spends_the_secret()
    {
        var spent = new SpentBootstraps(_folder);
        for (int round = 0; round < 50; round++)
        {
            var claim = new BootstrapClaim("local", $"r{round}", Now);
            int winners = 0;
            Parallel.For(0, 8, thief =>
            {
                if (spent.TrySpend(claim, $"request-{thief}"))
                {
                    Interlocked.Increment(ref winners);
                }
            });
            Assert.Equal(1, winners);
        }
    }

    [Fact]
    public void What_was_spent_is_forgotten_only_when_the_secret_has_expired()
    {
        var spent = new SpentBootstraps(_folder);
        spent.TrySpend(new BootstrapClaim("slurm", "old", Now), "r");
        spent.TrySpend(new BootstrapClaim("slurm", "new", Now.AddHours(1)), "r");
        Assert.Equal(1, spent.Forget(Now));
        Assert.False(spent.TrySpend(new BootstrapClaim("slurm", "new", Now.AddHours(1)), "other"));
    }

    [Theory]
    [InlineData("se", "C/ESD/1/1-ab/x.root", true)]
    [InlineData("se", "C/ESD/1/1-ab/sub/x.root", true)]
    [InlineData("other", "C/ESD/1/1-ab/x.root", false)]
    [InlineData("se", "C/ESD/1/1-ab", false)]
    [InlineData("se", "C/ESD/1/1-ab/", false)]
    [InlineData("se", "C/ESD/1/1-abc/x.root", false)]
    [InlineData("se", "C/ESD/1/2-ab/x.root", false)]
    [InlineData("se", "C/ESD/1/1-ab/../1-cd/x.root", false)]
    [InlineData("se", "/C/ESD/1/1-ab/x.root", false)]
    [InlineData("se", "C/ESD/1/1-ab/x\n.root", false)]
    public void A_storage_token_allows_creation_inside_its_own_folder_alone(string element, string path, bool allowed)
    {
        var tokens = new StorageTokens(Key);
        string token = tokens.Issue("se", "C/ESD/1/1-ab", Now.AddHours(1)).Reveal();
        Assert.Equal(allowed, tokens.AllowsCreation(token, element, path, Now));
        Assert.False(tokens.AllowsCreation(token, element, path, Now.AddHours(1)));
        Assert.Throws<ArgumentException>(() => tokens.Issue("se", "C/../D", Now));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
