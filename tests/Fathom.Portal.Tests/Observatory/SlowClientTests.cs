using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using Fathom.Portal.Observatory;
using Xunit.Abstractions;

namespace Fathom.Portal.Tests.Observatory;

public sealed class SlowClientTests(PublishedWorld published, ITestOutputHelper output) : IClassFixture<PublishedWorld>
{
    private const int Each = 50;

    [Fact]
    public async Task Two_hundred_clients_that_send_or_read_nothing_keep_nobody_else_waiting()
    {
        ObservatoryDesk desk = published.World.Get<ObservatoryDesk>();
        Assert.Equal(["1"], await published.QueryAsync("SELECT TOP 1 1 AS n FROM ant20_01.main AS a, ant20_01.main AS b"));
        var slow = new List<TcpClient>();
        try
        {
            for (int i = 0; i < Each; i++)
            {
                slow.Add(await ConnectAsync("GET /tap/sync?LANG=ADQL&QUERY=SELECT"));
                slow.Add(await ConnectAsync(Post(i, "application/x-www-form-urlencoded", "LANG=ADQL&QUERY=SELECT")));
                slow.Add(await ConnectAsync(Post(i, "multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"t\"; filename=\"t\"\r\n\r\nname,ra\n")));
                slow.Add(await ConnectAsync(
                    $"GET /tap/sync?LANG=ADQL&RESPONSEFORMAT=csv&QUERY=SELECT+*+FROM+ant20_01.main+AS+a,+ant20_01.main+AS+b HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 198.51.100.{i % 10}\r\n\r\n"));
            }

            await HostileRequestTests.UntilAsync(() => desk.Answering.Inside == Each && desk.Uploading.Inside >= 40);
            var took = new List<double>();
            for (int i = 0; i < 60; i++)
            {
                long start = Stopwatch.GetTimestamp();
                string query = i % 3 == 0 ? "SELECT COUNT(*) AS n FROM ant20_01.main AS a JOIN TAP_SCHEMA.schemas AS s ON s.schema_name = 'ant20_01'" : "SELECT COUNT(*) AS n FROM ant20_01.main";
                Assert.Equal(["5000"], await published.QueryAsync(query));
                took.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }

            took.Sort();
            output.WriteLine(FormattableString.Invariant($"median {took[30]:F1} ms, worst {took[^1]:F1} ms"));
            Assert.True(took[30] < 300, FormattableString.Invariant($"{took[30]} ms"));
        }
        finally
        {
            slow.ForEach(client => client.Dispose());
        }

        await HostileRequestTests.UntilAsync(() => desk.Answering.Inside == 0 && desk.Uploading.Inside == 0);
        Assert.Empty(Directory.GetFileSystemEntries(desk.Spool));
    }

    private static string Post(int client, string type, string body) =>
        $"POST /tap/sync HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 203.0.113.{client}\r\nContent-Type: {type}\r\nContent-Length: 100000\r\n\r\n{body}";

    private async Task<TcpClient> ConnectAsync(string request)
    {
        var client = new TcpClient { ReceiveBufferSize = 4096 };
        await client.ConnectAsync("127.0.0.1", published.World.Server.Address.Port);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request));
        return client;
    }
}
