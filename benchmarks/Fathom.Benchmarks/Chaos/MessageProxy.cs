using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Fathom.Benchmarks.Chaos;

/// <summary>Stands between pilots and server on the loopback interface, and loses, repeats and reorders their messages.</summary>
internal sealed class MessageProxy : IAsyncDisposable
{
    private static readonly HashSet<string> OneHop = new(
        ["Connection", "Keep-Alive", "Transfer-Encoding", "Host", "Content-Length"], StringComparer.OrdinalIgnoreCase);

    private readonly WebApplication _app;
    private readonly HttpClient _server = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    private readonly Random _random;
    private readonly Lock _gate = new();
    private volatile Uri? _upstream;
    private int _due;
    private MessageFault _fault;

    private MessageProxy(WebApplication app, int seed) => (_app, _random) = (app, new Random(seed));

    /// <summary>Where the proxy listens.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Messages that were disturbed since the start.</summary>
    public int Disturbed { get; private set; }

    /// <summary>The server behind; none is answered with a broken connection.</summary>
    public Uri? Upstream
    {
        get => _upstream;
        set => _upstream = value;
    }

    public static async Task<MessageProxy> StartAsync(int seed)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        WebApplication app = builder.Build();
        var proxy = new MessageProxy(app, seed);
        app.Run(proxy.PassAsync);
        await app.StartAsync();
        proxy.Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        return proxy;
    }

    /// <summary>The next <paramref name="count"/> messages suffer the fault.</summary>
    public void Disturb(MessageFault fault, int count)
    {
        lock (_gate)
        {
            (_fault, _due) = (fault, count);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _server.Dispose();
    }

    private async Task PassAsync(HttpContext context)
    {
        byte[] body = await ReadAsync(context.Request.Body, context.RequestAborted);
        (MessageFault? fault, TimeSpan hold) = Next();
        switch (fault)
        {
            case MessageFault.RequestLost:
                context.Abort();
                return;
            case MessageFault.AnswerLost:
                using (await ForwardAsync(context, body))
                {
                    context.Abort();
                    return;
                }

            case MessageFault.Repeated:
                using (await ForwardAsync(context, body))
                {
                    break;
                }

            case MessageFault.Reordered:
                // Held back: whatever is sent meanwhile overtakes it.
                await Task.Delay(hold, context.RequestAborted);
                break;
            default:
                break;
        }

        using HttpResponseMessage? answer = await ForwardAsync(context, body);
        await AnswerAsync(context, answer);
    }

    private (MessageFault? Fault, TimeSpan Hold) Next()
    {
        lock (_gate)
        {
            if (_due == 0)
            {
                return (null, TimeSpan.Zero);
            }

            _due--;
            Disturbed++;
            return (_fault, TimeSpan.FromMilliseconds(_random.Next(50, 1500)));
        }
    }

    private static async Task<byte[]> ReadAsync(Stream stream, CancellationToken cancellation)
    {
        using var buffer = new MemoryStream();
        await stream.CopyToAsync(buffer, cancellation);
        return buffer.ToArray();
    }

    private async Task<HttpResponseMessage?> ForwardAsync(HttpContext context, byte[] body)
    {
        if (_upstream is not { } upstream)
        {
            return null;
        }

        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), new Uri(upstream, context.Request.Path + context.Request.QueryString));
        request.Content = new ByteArrayContent(body);
        foreach ((string name, Microsoft.Extensions.Primitives.StringValues values) in context.Request.Headers)
        {
            if (!OneHop.Contains(name) && !request.Headers.TryAddWithoutValidation(name, values.ToArray()))
            {
                request.Content.Headers.TryAddWithoutValidation(name, values.ToArray());
            }
        }

        try
        {
            return await _server.SendAsync(request, HttpCompletionOption.ResponseContentRead);
        }
        catch (HttpRequestException)
        {
            return null; // the server is away, as the fault of the moment may want
        }
    }

    private static async Task AnswerAsync(HttpContext context, HttpResponseMessage? answer)
    {
        if (answer is null)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = (int)answer.StatusCode;
        foreach ((string name, IEnumerable<string> values) in answer.Headers.Concat(answer.Content.Headers))
        {
            if (!OneHop.Contains(name))
            {
                context.Response.Headers[name] = values.ToArray();
            }
        }

        if (context.Response.StatusCode != StatusCodes.Status204NoContent)
        {
            await context.Response.Body.WriteAsync(await answer.Content.ReadAsByteArrayAsync());
        }
    }
}

/// <summary>What can happen to a message.</summary>
internal enum MessageFault
{
    /// <summary>It never reaches the server.</summary>
    RequestLost,

    /// <summary>The server acts on it; its answer never arrives.</summary>
    AnswerLost,

    /// <summary>The server gets it twice.</summary>
    Repeated,

    /// <summary>Later messages overtake it.</summary>
    Reordered,
}
