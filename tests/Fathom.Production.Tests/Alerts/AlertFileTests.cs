using Fathom.Production.Alerts;
using Fathom.Production.Alerts.Delivery;
using Fathom.Production.Alerts.Facts;
using Fathom.Production.Alerts.Rules;

namespace Fathom.Production.Tests.Alerts;

public sealed class AlertFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fathom-alerts-").FullName;

    [Fact]
    public void The_shipped_rules_look_at_every_fact_and_say_what_to_do()
    {
        Assert.Equal(AlertFacts.All.Select(fact => fact.Name).Order(), AlertRuleFile.Shipped.Select(rule => rule.Fact).Distinct().Order());
        Assert.DoesNotContain(AlertRuleFile.Shipped, rule => rule.Do.Length == 0 || rule.Repeat == TimeSpan.Zero);
    }

    [Fact]
    public void A_workspace_changes_adds_and_turns_off_rules_and_names_its_channels()
    {
        AlertSettings settings = Read("""
            rules:
              - { name: jobs-held, fact: campaign_held_jobs, above: 100, text: "many" }
              - { name: commits-slow, enabled: false }
              - { name: my-own, fact: workspace_free_bytes, below: 5, repeat: 1.5d, severity: critical, text: "x" }
            channels:
              - { name: chat, url: "https://chat.example/hook", secret_file: chat.key, least: critical }
              - { name: mail, smtp: "127.0.0.1:2525", tls: false, from: fathom@example.org, to: [shift@example.org] }
            """, "chat.key");
        Assert.Equal(100, settings.Rules.Single(rule => rule.Name == "jobs-held").Threshold);
        Assert.DoesNotContain(settings.Rules, rule => rule.Name == "commits-slow");
        Assert.Equal((TimeSpan.FromHours(36), AlertSeverity.Critical), settings.Rules.Where(rule => rule.Name == "my-own").Select(rule => (rule.Repeat, rule.Severity)).Single());
        Assert.Equal(AlertRuleFile.Shipped.Count, settings.Rules.Count);
        Assert.Equal("https://chat.example/hook", Assert.IsType<WebHookChannel>(settings.Channels[0]).Url.ToString());
        Assert.Equal(("127.0.0.1", 2525), settings.Channels.OfType<MailChannel>().Select(mail => (mail.Host, mail.Port)).Single());
        Assert.DoesNotContain("key of the hook", settings.ToString() + settings.Channels[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rules: [{ name: a, fact: moon_phase, above: 1, text: x }]", "rule a", "moon_phase")]
    [InlineData("rules: [{ name: a, fact: no_pilots, text: x }]", "rule a", "either above or below")]
    [InlineData("rules: [{ name: a, fact: no_pilots, above: 1, below: 2, text: x }]", "rule a", "both")]
    [InlineData("rules: [{ name: a, fact: no_pilots, above: 1, clear: 2, text: x }]", "rule a", "good side")]
    [InlineData("rules: [{ name: a, fact: no_pilots, above: 1, for: soon, text: x }]", "rule a", "30s, 5m")]
    [InlineData("rules: [{ name: a, fact: no_pilots, above: 1, for: 9999d, text: x }]", "rule a", "366d")]
    [InlineData("rules: [{ name: 'A b', fact: no_pilots, above: 1, text: x }]", "rules", "A b")]
    [InlineData("rules: [{ name: a, fact: no_pilots, above: .nan, text: x }]", "rule a", "number")]
    [InlineData("rules: [{ name: a, facts: no_pilots }]", "line 1", "facts")]
    [InlineData("rules: [", "line", "")]
    [InlineData("channels: [{ name: c, url: 'http://chat.example/hook' }]", "channel c", "https://")]
    [InlineData("channels: [{ name: c, url: 'https://me:word@chat.example/hook' }]", "channel c", "without a password")]
    [InlineData("channels: [{ name: c, url: 'file:///etc/passwd' }]", "channel c", "https://")]
    [InlineData("channels: [{ name: c, url: 'https://chat.example', secret_file: none.key }]", "channel c", "nothing there")]
    [InlineData("channels: [{ name: c, url: 'https://chat.example', secret_file: open.key }]", "channel c", "others may use")]
    [InlineData("channels: [{ name: c, smtp: 'mail.example', tls: false, from: a@b.c, to: [d@e.f] }]", "channel c", "tls")]
    [InlineData("channels: [{ name: c, smtp: 'mail.example:x', from: a@b.c, to: [d@e.f] }]", "channel c", "HOST:PORT")]
    [InlineData("channels: [{ name: c, smtp: 'mail.example', from: a@b.c, to: [nobody] }]", "channel c", "mail addresses")]
    [InlineData("channels: [{ name: c, url: 'https://a.b' }, { name: c, url: 'https://a.b' }]", "channels", "name of its own")]
    public void What_cannot_be_used_is_refused_with_the_file_and_the_place(string text, string place, string says)
    {
        File.WriteAllText(Path.Combine(_folder, "open.key"), "seen by all");
        AlertFileException refused = Assert.Throws<AlertFileException>(() => Read(text, "key"));
        Assert.Contains(Path.Combine(_folder, "alerts.yaml"), refused.Message, StringComparison.Ordinal);
        Assert.Contains(place, refused.Place, StringComparison.Ordinal);
        Assert.Contains(says, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("word@", refused.Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private AlertSettings Read(string text, string secret)
    {
        string key = Path.Combine(_folder, secret), file = Path.Combine(_folder, "alerts.yaml");
        File.WriteAllText(key, "key of the hook");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        File.WriteAllText(file, text);
        return AlertSettings.Read(file);
    }
}
