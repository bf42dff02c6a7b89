using System.Net;
using System.Net.Sockets;
using System.Text;
using Fathom.Portal.Observatory.Requests;
using Fathom.Vo.Tap;
using Fathom.Vo.Tap.Uploads;
using Microsoft.AspNetCore.Http;

namespace Fathom.Portal.Tests.Observatory;

/// <summary>What is fetched from a server that answers with the given bytes.</summary>
public sealed class UploadFetchTests : IDisposable
{
    private readonly TcpListener _server = new(IPAddress.Loopback, 0);
    private readonly string _file = Path.GetTempFileName();

    public UploadFetchTests() => _server.Start();

    private string Host => $"localhost:{((IPEndPoint)_server.LocalEndpoint).Port}";

    public void Dispose()
    {
        _server.Dispose();
        File.Delete(_file);
    }

    [Fact]
    public async Task A_table_of_a_host_that_is_allowed_comes_as_it_is()
    {
        await FetchAsync("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\na\n1\n2\n", _ => true);
        Assert.Equal("a\n1\n2\n", await File.ReadAllTextAsync(_file));
    }

    [Theory]
    [InlineData("")]
    [InlineData("localhost")]
    [InlineData("localhost:1")]
    [InlineData("other.example")]
    public async Task A_host_that_is_not_allowed_with_its_port_is_not_even_connected_to(string allowed)
    {
        using var fetch = new UploadFetch(allowed.Length == 0 ? [] : [allowed], new TapLimits(), TimeProvider.System, _ => true);
        var context = new DefaultHttpContext { Request = { Host = new HostString("vo.example.org") } };
        UploadException refused = await Assert.ThrowsAsync<UploadException>(() => fetch.FetchAsync(context, new Uri($"http://{Host}/table.vot"), _file, 3000));
        Assert.Contains("fetches no uploads from", refused.Message, StringComparison.Ordinal);
        Assert.False(_server.Pending());
    }

    [Fact]
    public async Task A_host_that_is_allowed_but_stands_for_this_machine_is_refused() =>
        Assert.Contains("not public", (await Assert.ThrowsAsync<UploadException>(() => FetchAsync("HTTP/1.1 200 OK\r\n\r\n", PublicAddress.Is))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/\r\nContent-Length: 0\r\n\r\n", "nothing is followed")]
    [InlineData("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", "404")]
    [InlineData("nonsense", "cannot be fetched")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 2000\r\n\r\n", "cannot be fetched")]
    public async Task What_is_not_there_is_refused_with_its_reason(string answer, string reason) =>
        Assert.Contains(reason, (await Assert.ThrowsAsync<UploadException>(() => FetchAsync(answer, _ => true))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_table_that_is_too_large_or_too_slow_is_given_up()
    {
        Assert.True((await Assert.ThrowsAsync<UploadException>(() => FetchAsync("HTTP/1.1 200 OK\r\n\r\n" + new string('1', 5000), _ => true))).IsTooLarge);
        Assert.Contains("did not come", (await Assert.ThrowsAsync<UploadException>(() => FetchAsync("", _ => true))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("10.1.2.3")]
    [InlineData("172.31.0.1")]
    [InlineData("192.168.1.1")]
    [InlineData("169.254.169.254")]
    [InlineData("100.64.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::1")]
    [InlineData("::")]
    [InlineData("fe80::1")]
    [InlineData("fc00::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("2002:7f00:1::")]
    public void Addresses_of_machines_and_private_networks_are_not_public(string address) => Assert.False(PublicAddress.Is(IPAddress.Parse(address)));

    [Theory]
    [InlineData("130.79.128.5")]
    [InlineData("2a00:1450:4001:830::200e")]
    [InlineData("::ffff:130.79.128.5")]
    public void Addresses_of_the_internet_are(string address) => Assert.True(PublicAddress.Is(IPAddress.Parse(address)));

    private async Task FetchAsync(string answer, Func<IPAddress, bool> isPublic)
    {
        var limits = new TapLimits { FetchTime = answer.Length == 0 ? TimeSpan.FromMilliseconds(300) : TimeSpan.FromSeconds(20) };
        using var fetch = new UploadFetch([Host], limits, TimeProvider.System, isPublic);
        var context = new DefaultHttpContext { Request = { Host = new HostString("vo.example.org") } };
        using var end = new CancellationTokenSource();
        Task serving = ServeAsync(answer, end.Token);
        try
        {
            await fetch.FetchAsync(context, new Uri($"http://{Host}/table.vot"), _file, 3000);
        }
        finally
        {
            await end.CancelAsync();
            await serving;
        }
    }

    private async Task ServeAsync(string answer, CancellationToken end)
    {
        try
        {
            using TcpClient client = await _server.AcceptTcpClientAsync(end);
            byte[] request = new byte[4096];
            _ = await client.GetStream().ReadAsync(request, end);
            Assert.DoesNotContain("X-Forwarded-For", Encoding.ASCII.GetString(request), StringComparison.Ordinal);
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(answer), end);
            if (answer.Length == 0)
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, end);
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or IOException)
        {
            // The client has what it wants.
        }
    }
}
