using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Fathom.Production.Tests.Alerts;

/// <summary>A real HTTP server on the loopback interface that answers with given statuses, one a request, the last for all others.</summary>
internal sealed class HookReceiver : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Queue<int> _statuses;
    private readonly List<Received> _requests = [];
    private readonly Task _runs;

    public HookReceiver(params int[] statuses)
    {
        _statuses = new Queue<int>(statuses);
        Url = Nobody();
        _listener.Prefixes.Add(Url.GetLeftPart(UriPartial.Authority) + "/");
        _listener.Start();
        _runs = Task.Run(RunAsync);
    }

    public Uri Url { get; }

    public Uri? Location { get; init; }

    public IReadOnlyList<Received> Requests
    {
        get
        {
            lock (_requests)
            {
                return [.. _requests];
            }
        }
    }

    /// <summary>An address of this machine at which nobody listens.</summary>
    public static Uri Nobody()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/hook");
    }

    public void Dispose()
    {
        _listener.Close();
        _runs.Wait(TimeSpan.FromSeconds(10));
    }

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                HttpListenerContext context = await _listener.GetContextAsync();
                using var reader = new StreamReader(context.Request.InputStream, Encoding.UTF8);
                string body = await reader.ReadToEndAsync();
                lock (_requests)
                {
                    _requests.Add(new(context.Request.HttpMethod, context.Request.Headers.AllKeys.ToDictionary(key => key!, key => context.Request.Headers[key]!), body));
                }

                context.Response.StatusCode = _statuses.Count > 1 ? _statuses.Dequeue() : _statuses.Peek();
                context.Response.RedirectLocation = Location?.ToString();
                context.Response.Close();
            }
        }
        catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
        {
            // the test is over
        }
    }

    public sealed record Received(string Method, IReadOnlyDictionary<string, string> Headers, string Body);
}
