using System.Net;
using System.Net.Sockets;

namespace Fathom.Root.Tests.Sources;

/// <summary>A web server with one file that answers ranges, or answers them wrongly in a chosen way.</summary>
internal sealed class RangeServer : IDisposable
{
    private readonly HttpListener _listener;
    private readonly TaskCompletionSource _never = new();
    private int _requests;

    internal RangeServer(byte[] content)
    {
        Content = content;
        (_listener, Uri) = Listen();
        _ = Serve();
    }

    internal byte[] Content { get; set; }

    internal string? Tag { get; set; } = "\"one\"";

    /// <summary>Answers with the whole file.</summary>
    internal bool IgnoresRanges { get; init; }

    /// <summary>Does not heed If-Range: only the answer tells that the file changed.</summary>
    internal bool IgnoresConditions { get; init; }

    /// <summary>Answers with a range that begins one byte later.</summary>
    internal bool ShiftsRanges { get; init; }

    /// <summary>Sends half of each answer, and then nothing more.</summary>
    internal bool Stalls { get; init; }

    internal int? Status { get; init; }

    internal int Requests => _requests;

    internal Uri Uri { get; }

    public void Dispose()
    {
        _never.TrySetResult();
        _listener.Close();
    }

    private static (HttpListener Listener, Uri Uri) Listen()
    {
        for (int attempt = 0; ; attempt++)
        {
            using TcpListener probe = new(IPAddress.Loopback, 0);
            probe.Start();
            Uri uri = new($"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/data.root");
            probe.Stop();
            HttpListener listener = new();
            listener.Prefixes.Add(uri.GetLeftPart(UriPartial.Authority) + "/");
            try
            {
                listener.Start();
                return (listener, uri);
            }
            catch (HttpListenerException) when (attempt < 10)
            {
                // Somebody else took the port in between.
            }
        }
    }

    private async Task Serve()
    {
        while (_listener.IsListening)
        {
            try
            {
                HttpListenerContext context = await _listener.GetContextAsync();
                Interlocked.Increment(ref _requests);
                _ = Answer(context);
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }
        }
    }

    private async Task Answer(HttpListenerContext context)
    {
        try
        {
            await Send(context.Request, context.Response);
            context.Response.Close();
        }
        catch (Exception gone) when (gone is HttpListenerException or ObjectDisposedException or IOException or InvalidOperationException)
        {
            // The client gave up, which is what some tests are about.
        }
    }

    private async Task Send(HttpListenerRequest request, HttpListenerResponse response)
    {
        if (Tag is not null)
        {
            response.Headers["ETag"] = Tag;
        }

        string? condition = request.Headers["If-Range"];
        bool whole = IgnoresRanges || (!IgnoresConditions && condition is not null && condition != Tag);
        string[] ends = request.Headers["Range"]!["bytes=".Length..].Split('-');
        int from = whole ? 0 : int.Parse(ends[0], System.Globalization.CultureInfo.InvariantCulture) + (ShiftsRanges ? 1 : 0);
        int to = whole ? Content.Length - 1 : Math.Min(int.Parse(ends[1], System.Globalization.CultureInfo.InvariantCulture), Content.Length - 1);
        response.StatusCode = Status ?? (whole ? 200 : from > to ? 416 : 206);
        if (response.StatusCode == 206)
        {
            response.Headers["Content-Range"] = $"bytes {from}-{to}/{Content.Length}";
        }

        if (response.StatusCode is 200 or 206)
        {
            response.ContentLength64 = to - from + 1;
            await response.OutputStream.WriteAsync(Content.AsMemory(from, (to - from + 1) / (Stalls ? 2 : 1)));
            await response.OutputStream.FlushAsync();
            await (Stalls ? _never.Task : Task.CompletedTask);
        }
    }
}
