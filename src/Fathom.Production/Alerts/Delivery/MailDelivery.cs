using System.Globalization;
using System.Net;
using System.Net.Mail;
using System.Text;
using Fathom.Production.Alerts.Rules;

namespace Fathom.Production.Alerts.Delivery;

/// <summary>Sends a notice by mail (SMTP, RFC 5321).</summary>
internal sealed class MailDelivery(TimeProvider time)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    /// <exception cref="DeliveryFailedException">The server did not take it.</exception>
    public async Task SendAsync(MailChannel mail, AlertNotice notice, CancellationToken cancellation)
    {
        using var message = new MailMessage
        {
            From = new MailAddress(mail.From),
            Subject = Line(Subject(notice)),
            SubjectEncoding = Encoding.UTF8,
            Body = Body(notice),
            BodyEncoding = Encoding.UTF8,
        };
        mail.To.ToList().ForEach(message.To.Add);
        message.Headers.Add("Auto-Submitted", "auto-generated"); // RFC 3834: no answers of absence
        using var client = new SmtpClient(mail.Host, mail.Port)
        {
            EnableSsl = mail.Tls,
            Credentials = mail.User is { } user ? new NetworkCredential(user, mail.Password!.Reveal()) : null,
        };
        using var limit = new CancellationTokenSource(Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        try
        {
            await client.SendMailAsync(message, either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new DeliveryFailedException($"no answer within {Timeout.TotalSeconds:0} s", again: true);
        }
        catch (SmtpException fault)
        {
            throw new DeliveryFailedException($"the mail server did not take it ({fault.StatusCode})", again: true);
        }
    }

    internal static string Body(AlertNotice notice) => string.Create(CultureInfo.InvariantCulture, $"""
        {notice.Text}

        What to do: {notice.Do}

        Alert      {notice.Id} ({notice.Rule}, {notice.Severity})
        Since      {notice.FiredUtc}
        Written    {notice.Utc}
        Workspace  {notice.Workspace}

        """);

    private static string Subject(AlertNotice notice) => notice.Signal == AlertSignal.Resolved
        ? $"[Fathom {notice.Workspace}] over: {notice.Text}"
        : $"[Fathom {notice.Workspace}] {notice.Severity}: {notice.Text}";

    // A name must not add headers of its own.
    private static string Line(string text) => string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter));
}
