using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace Fathom.Production.Alerts.Delivery;

/// <summary>Sends a notice to a web hook. Follows no redirect and uses no proxy: nothing but the configured address is connected to.</summary>
internal sealed class WebHookDelivery(TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);
    private readonly HttpClient _client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        MaxResponseHeadersLength = 16,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    { Timeout = System.Threading.Timeout.InfiniteTimeSpan };

    /// <exception cref="DeliveryFailedException">The hook did not take it.</exception>
    public async Task SendAsync(WebHookChannel hook, AlertNotice notice, CancellationToken cancellation)
    {
        byte[] body = notice.Json();
        using var request = new HttpRequestMessage(HttpMethod.Post, hook.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Fathom", null));
        string timestamp = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        request.Headers.Add(HookSignature.TimeHeader, timestamp);
        request.Headers.Add(HookSignature.DeliveryHeader, string.Create(CultureInfo.InvariantCulture, $"{notice.Id}-{notice.Signal}-{notice.Utc}"));
        if (hook.Secret is { } secret)
        {
            request.Headers.Add(HookSignature.Header, HookSignature.Of(secret, timestamp, body));
        }

        using var limit = new CancellationTokenSource(Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        try
        {
            // The answer's body is not read: only its status counts.
            using HttpResponseMessage answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            Judge(answer.StatusCode);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new DeliveryFailedException($"no answer within {Timeout.TotalSeconds:0} s", again: true);
        }
        catch (HttpRequestException fault)
        {
            throw new DeliveryFailedException($"not reached ({fault.HttpRequestError})", again: true);
        }
    }

    public void Dispose() => _client.Dispose();

    private static void Judge(HttpStatusCode status)
    {
        if ((int)status is < 200 or > 299)
        {
            // What it refuses now it will refuse again, but for "later" and faults of its own.
            bool again = (int)status >= 500 || status is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout;
            throw new DeliveryFailedException($"answered {(int)status}", again);
        }
    }
}
