using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Fathom.Cli.Tests.Chaos;
using Fathom.Cli.Tests.Processes;
using Xunit.Abstractions;

namespace Fathom.Cli.Tests.Published;

/// <summary>A server as a process of its own, whose memory the kernel counts.</summary>
public sealed class ServerUnderAttack(ITestOutputHelper output)
{
    /// <summary>What docs/how-to/publish-events.md states.</summary>
    private const int MostMebibytes = 1024;

    private const string Counted = "SELECT COUNT(*) AS n FROM TAP_UPLOAD.t";

    [Fact]
    public async Task A_million_rows_are_brought_along_and_bombs_and_slow_clients_come_and_the_server_stays_within_its_memory()
    {
        using var folder = new TemporaryFolder();
        string workspace = folder["w"];
        await FathomCommand.MustRunAsync(folder.Path, "init", "--workspace", workspace);
        await FathomCommand.MustRunAsync(folder.Path, "release", "create", "made", "--synthetic", "200000", "--workspace", workspace);
        await FathomCommand.MustRunAsync(folder.Path, "release", "publish", "made", "--workspace", workspace);
        using RunningServer server = await RunningServer.StartAsync(workspace, 0);
        using var client = new HttpClient { BaseAddress = server.Address, Timeout = TimeSpan.FromMinutes(3) };
        List<TcpClient> slow = [.. Enumerable.Range(0, 200).Select(i => Slow(server.Address.Port, i))];
        using var over = new CancellationTokenSource();
        Task<long> watched = PeakAsync(server.ProcessId, over.Token);
        byte[] million = Million();
        long start = Stopwatch.GetTimestamp();

        // Four clients, as each may have four uploads at once.
        (HttpStatusCode Status, string Text)[] answers = await Task.WhenAll(Enumerable.Range(0, 4).SelectMany(i => new[]
        {
            UploadAsync(client, i, million, Counted),
            UploadAsync(client, i, Packed(new byte[400_000_000]), Counted),
            UploadAsync(client, i, Packed(Encoding.UTF8.GetBytes(Bomb())), Counted),
            UploadAsync(client, i, Encoding.UTF8.GetBytes(Bomb()), Counted),
        }));
        (HttpStatusCode Status, string Text) joined = await UploadAsync(
            client, 9, million, "SELECT COUNT(*) AS n FROM TAP_UPLOAD.t AS u JOIN made.main AS m ON m.id = u.id");
        double took = Stopwatch.GetElapsedTime(start).TotalSeconds;
        await over.CancelAsync();
        long peak = await watched >> 20;
        slow.ForEach(one => one.Dispose());

        output.WriteLine(FormattableString.Invariant($"4 uploads of a million rows ({million.Length >> 20} MiB each), 12 bombs, 200 slow clients: {took:F1} s, peak of the server's own memory {peak} MiB"));
        for (int i = 0; i < answers.Length; i++)
        {
            Assert.True(i % 4 == 0 ? answers[i] == (HttpStatusCode.OK, "n\n1000000") : answers[i].Status is HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge, $"{i}: {answers[i]}");
        }

        Assert.Equal((HttpStatusCode.OK, "n\n200000"), joined);
        Assert.InRange(peak, 1, MostMebibytes);
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(workspace, "run", "uploads")));
    }

    // Its own pages alone: those of mapped tables are the disk's.
    private static async Task<long> PeakAsync(int process, CancellationToken over)
    {
        long peak = 0;
        while (!over.IsCancellationRequested)
        {
            string line = (await File.ReadAllLinesAsync($"/proc/{process}/status", CancellationToken.None)).First(one => one.StartsWith("RssAnon:", StringComparison.Ordinal));
            peak = Math.Max(peak, 1024 * long.Parse(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture));
            await Task.Delay(20, CancellationToken.None);
        }

        return peak;
    }

    private static async Task<(HttpStatusCode Status, string Text)> UploadAsync(HttpClient client, int who, byte[] table, string query)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/tap/sync")
        {
            Content = new MultipartFormDataContent
            {
                { new StringContent("ADQL"), "LANG" }, { new StringContent("csv"), "RESPONSEFORMAT" }, { new StringContent(query), "QUERY" },
                { new StringContent("t,param:part"), "UPLOAD" }, { new ByteArrayContent(table), "part", "a table" },
            },
            Headers = { { "X-Forwarded-For", $"192.0.2.{who}" } },
        };
        using HttpResponseMessage answer = await client.SendAsync(request);
        return (answer.StatusCode, (await answer.Content.ReadAsStringAsync()).Trim().ReplaceLineEndings("\n"));
    }

    private static TcpClient Slow(int port, int i)
    {
        string[] starts =
        [
            "GET /tap/sync?LANG=ADQL&QUERY=SELECT",
            $"POST /tap/sync HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 203.0.113.{i}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 100000\r\n\r\nLANG=ADQL&QUERY=SELECT",
            $"GET /tap/sync?LANG=ADQL&QUERY=SELECT+*+FROM+made.main HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 198.51.100.{i}\r\n\r\n",
        ];
        var client = new TcpClient("127.0.0.1", port) { ReceiveBufferSize = 4096 };
        client.GetStream().Write(Encoding.ASCII.GetBytes(starts[i % starts.Length]));
        return client;
    }

    private static byte[] Million()
    {
        var text = new StringBuilder("id,ra,dec,name\n");
        for (int i = 1; i <= 1_000_000; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{i},{i % 3600 / 10.0},{(i % 1800 / 10.0) - 90},event number {i}\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string Bomb() =>
        "<?xml version=\"1.0\"?><!DOCTYPE V [<!ENTITY a \"haha\">" + string.Concat(Enumerable.Range('b', 20).Select(letter =>
            $"<!ENTITY {(char)letter} \"{string.Concat(Enumerable.Repeat($"&{(char)(letter - 1)};", 10))}\">")) + "]><VOTABLE>&t;</VOTABLE>";

    private static byte[] Packed(byte[] table)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(table);
        }

        return packed.ToArray();
    }
}
