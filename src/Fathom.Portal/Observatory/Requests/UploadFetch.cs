using System.Net;
using System.Net.Sockets;
using Fathom.Vo.Tap;
using Fathom.Vo.Tap.Uploads;
using Microsoft.AspNetCore.Http;

namespace Fathom.Portal.Observatory.Requests;

/// <summary>Fetches uploads that are named by address: from this server's own published addresses, and from hosts that its operator allows.</summary>
/// <remarks>A host that is allowed is never one of this machine's or a private network's, whatever its name stands for at that moment, and
/// nothing is followed elsewhere. From itself the server gets what anybody from elsewhere gets, by <see cref="OwnHost"/>.</remarks>
/// <param name="hosts">Hosts that are allowed, as addresses name them, with their port where it is not the usual one.</param>
/// <param name="limits">How long it may take.</param>
/// <param name="time">The clock.</param>
/// <param name="isPublic">Which addresses may be connected to.</param>
internal sealed class UploadFetch(IReadOnlyList<string> hosts, TapLimits limits, TimeProvider time, Func<IPAddress, bool> isPublic) : IDisposable
{
    /// <summary>The name under which this server asks itself: it is none of this machine, so that only what is published answers.</summary>
    public const string OwnHost = "uploads.invalid";

    private readonly HttpClient _foreign = Client((address, stop) => ConnectAsync(address.Host, address.Port, isPublic, stop));

    /// <summary>Fetches a table.</summary>
    /// <param name="context">The request that names it.</param>
    /// <param name="address">Where it is.</param>
    /// <param name="path">File in which it is put.</param>
    /// <param name="most">Most bytes.</param>
    /// <exception cref="UploadException">It is not allowed, not there, too large or too slow.</exception>
    public async Task FetchAsync(HttpContext context, Uri address, string path, long most)
    {
        using var over = new CancellationTokenSource(limits.FetchTime, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(over.Token, context.RequestAborted);
        try
        {
            if (IsOwn(context.Request, address))
            {
                await FetchOwnAsync(context, address, path, most, stop.Token);
                return;
            }

            CheckAllowed(address);
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            await SaveAsync(_foreign, request, address, path, most, stop.Token);
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            throw new UploadException($"The upload at {Shown(address)} did not come within {limits.FetchTime.TotalSeconds:0} s.");
        }
        catch (Exception fault) when (fault is HttpRequestException or HttpIOException or SocketException)
        {
            throw new UploadException($"The upload at {Shown(address)} cannot be fetched: {fault.Message}");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _foreign.Dispose();

    private static bool IsOwn(HttpRequest request, Uri address) =>
        string.Equals(request.Host.Host, address.Host, StringComparison.OrdinalIgnoreCase) && (request.Host.Port ?? address.Port) == address.Port;

    // The listener that this request came to, never what its Host header says: that is the client's word.
    private static async Task FetchOwnAsync(HttpContext context, Uri address, string path, long most, CancellationToken stop)
    {
        if (context.Request.Host.Host == OwnHost)
        {
            throw new UploadException("An upload that is fetched from this server cannot itself fetch uploads.");
        }

        var listener = new IPEndPoint(context.Connection.LocalIpAddress!, context.Connection.LocalPort);
        using HttpClient own = Client((_, token) => ConnectAsync(listener, token));
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"http://{OwnHost}{address.PathAndQuery}"));
        request.Headers.Add("X-Forwarded-For", PublishedRoute.ClientAddress(context)?.ToString());
        await SaveAsync(own, request, address, path, most, stop);
    }

    private void CheckAllowed(Uri address)
    {
        if (!hosts.Contains(address.IsDefaultPort ? address.Host : $"{address.Host}:{address.Port}", StringComparer.OrdinalIgnoreCase))
        {
            throw new UploadException($"This server fetches no uploads from {Shown(address)}: it does from itself{string.Concat(hosts.Select(host => $", {host}"))}. Send the table in the request: UPLOAD=NAME,param:PART.");
        }
    }

    private static async Task SaveAsync(HttpClient client, HttpRequestMessage request, Uri address, string path, long most, CancellationToken stop)
    {
        using HttpResponseMessage answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop);
        if (answer.StatusCode != HttpStatusCode.OK)
        {
            throw new UploadException($"The upload at {Shown(address)} is not there: the answer was {(int)answer.StatusCode}{((int)answer.StatusCode is >= 300 and < 400 ? ", and nothing is followed elsewhere" : "")}.");
        }

        await using Stream body = await answer.Content.ReadAsStreamAsync(stop);
        await using FileStream file = File.Create(path);
        byte[] buffer = new byte[1 << 16];
        long left = most;
        int read;
        while ((read = await body.ReadAsync(buffer, stop)) > 0)
        {
            left -= read;
            if (left < 0)
            {
                throw new UploadException($"The upload at {Shown(address)} is larger than the {most} bytes that are left for it.", isTooLarge: true);
            }

            file.Write(buffer, 0, read);
        }
    }

    private static HttpClient Client(Func<DnsEndPoint, CancellationToken, ValueTask<Stream>> connect) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.None,
        ConnectCallback = (context, stop) => connect(context.DnsEndPoint, stop),
        MaxResponseHeadersLength = 16,
    })
    { Timeout = Timeout.InfiniteTimeSpan };

    private static async ValueTask<Stream> ConnectAsync(string host, int port, Func<IPAddress, bool> isPublic, CancellationToken stop)
    {
        IPAddress[] addresses = await Dns.GetHostAddressesAsync(host, stop);
        return addresses.Length > 0 && addresses.All(isPublic)
            ? await ConnectAsync(new IPEndPoint(addresses[0], port), stop)
            : throw new HttpRequestException("its name stands for an address that is not public.");
    }

    private static async ValueTask<Stream> ConnectAsync(IPEndPoint place, CancellationToken stop)
    {
        var socket = new Socket(place.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(place, stop);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static string Shown(Uri address) => address.GetLeftPart(UriPartial.Path) is { Length: > 100 } text ? text[..100] + "…" : address.GetLeftPart(UriPartial.Path);
}
