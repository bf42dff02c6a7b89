using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Fathom.Identity.Tokens;
using Fathom.Production.Alerts;
using Fathom.Production.Alerts.Delivery;
using Fathom.Production.Alerts.Rules;

namespace Fathom.Production.Tests.Alerts;

public sealed class DeliveryTests : IDisposable
{
    private const string Key = "key that nobody else knows";
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);
    private readonly ImpatientTime _time = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly BlockingCollection<(string Channel, string? Fault)> _outcomes = [];
    private readonly AlertPost _post;

    public DeliveryTests()
    {
        _post = new AlertPost(_time, (_, channel, fault) =>
        {
            _outcomes.Add((channel, fault));
            return Task.CompletedTask;
        });
        _post.Start(_stop.Token);
    }

    [Fact]
    public void A_web_hook_gets_the_notice_as_JSON_signed_with_its_secret()
    {
        using var receiver = new HookReceiver(200);
        _post.Send(Notice(), [Hook(receiver)]);
        Assert.Equal(("hook", null), Next());
        HookReceiver.Received got = receiver.Requests.Single();
        Assert.Equal("POST", got.Method);
        Assert.Equal(HookSignature.Of(new Secret(Key), got.Headers[HookSignature.TimeHeader], Encoding.UTF8.GetBytes(got.Body)), got.Headers[HookSignature.Header]);
        Assert.NotEqual(HookSignature.Of(new Secret("another"), got.Headers[HookSignature.TimeHeader], Encoding.UTF8.GetBytes(got.Body)), got.Headers[HookSignature.Header]);
        JsonElement body = JsonDocument.Parse(got.Body).RootElement;
        Assert.Equal(("fired", "jobs-held", "warning", "A"), (body.GetProperty("signal").GetString(), body.GetProperty("rule").GetString(), body.GetProperty("severity").GetString(), body.GetProperty("subject").GetString()));
        Assert.DoesNotContain(Key, got.Body + string.Join(' ', got.Headers.Values), StringComparison.Ordinal);
    }

    [Fact]
    public void A_hook_that_fails_is_tried_again_after_growing_waits_until_it_takes_the_notice()
    {
        using var receiver = new HookReceiver(500, 503, 429, 204);
        _post.Send(Notice(), [Hook(receiver)]);
        Assert.Equal(["answered 500", "answered 503", "answered 429", null], Enumerable.Range(0, 4).Select(_ => Next().Fault));
        Assert.Equal(AlertPost.Waits[..3], _time.Waits);
        Assert.Single(receiver.Requests.Select(one => one.Headers[HookSignature.DeliveryHeader]).Distinct());
    }

    [Fact]
    public void What_a_hook_refuses_is_not_sent_again_and_no_redirect_is_followed()
    {
        using var elsewhere = new HookReceiver(200);
        using var receiver = new HookReceiver(400, 302) { Location = elsewhere.Url };
        _post.Send(Notice(), [Hook(receiver)]);
        _post.Send(Notice(), [Hook(receiver)]);
        Assert.Equal(("answered 400", "answered 302"), (Next().Fault, Next().Fault));
        Assert.Empty(elsewhere.Requests);
        Assert.Empty(_time.Waits);
    }

    [Fact]
    public void A_channel_that_cannot_be_reached_delays_no_other()
    {
        using var receiver = new HookReceiver(200);
        var gone = new WebHookChannel("gone", AlertSeverity.Warning, HookReceiver.Nobody(), null);
        _post.Send(Notice(), [gone, Hook(receiver)]);
        List<(string Channel, string? Fault)> outcomes = [.. Enumerable.Range(0, AlertPost.Waits.Length + 2).Select(_ => Next())];
        Assert.Contains(("hook", null), outcomes);
        Assert.Equal(AlertPost.Waits.Length + 1, outcomes.Count(outcome => outcome.Channel == "gone" && outcome.Fault!.StartsWith("not reached", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_channel_for_critical_alerts_hears_of_no_warning()
    {
        using var receiver = new HookReceiver(200);
        _post.Send(Notice(), [Hook(receiver) with { Name = "critical", Least = AlertSeverity.Critical }, Hook(receiver)]);
        Assert.Equal("hook", Next().Channel);
        Assert.Single(receiver.Requests);
    }

    [Fact]
    public void Mail_reaches_every_receiver_and_a_name_adds_no_header()
    {
        using var receiver = new MailReceiver();
        var mail = new MailChannel("mail", AlertSeverity.Warning, "127.0.0.1", receiver.Port, false, "fathom@example.org", ["shift@example.org", "boss@example.org"], null, null);
        _post.Send(Notice() with { Text = "Campaign A\r\nBcc: evil@example.org: 3 jobs wait" }, [mail]);
        Assert.Equal(("mail", null), Next());
        MailReceiver.Message got = receiver.Messages.Single();
        Assert.Equal(["shift@example.org", "boss@example.org"], got.Receivers);
        Assert.Contains("Subject: [Fathom ws] Warning: Campaign A  Bcc: evil@example.org: 3 jobs wait", got.Text.Replace("\r\n ", " ", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("\nBcc:", got.Text.Split("\n\r\n")[0], StringComparison.Ordinal);
        Assert.Contains("Auto-Submitted: auto-generated", got.Text, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _stop.Cancel();
        Assert.True(_post.EndAsync().Wait(Long));
        _post.Dispose();
        _stop.Dispose();
        _outcomes.Dispose();
    }

    private static AlertNotice Notice() => new(
        7, AlertSignal.Fired, "jobs-held", AlertSeverity.Warning, "A", "Campaign A: 3 jobs wait", "look", 3, 0, "2026-11-22T11:00:00Z", "2026-11-22T12:00:00Z", "ws");

    private static WebHookChannel Hook(HookReceiver receiver) => new("hook", AlertSeverity.Warning, receiver.Url, new Secret(Key));

    private (string Channel, string? Fault) Next()
    {
        Assert.True(_outcomes.TryTake(out (string, string?) outcome, Long), "nothing was tried");
        return outcome;
    }
}
