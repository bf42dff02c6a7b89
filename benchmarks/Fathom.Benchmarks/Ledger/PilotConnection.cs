using System.Buffers.Text;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Fathom.Production.Protocol;

namespace Fathom.Benchmarks.Ledger;

/// <summary>One socket that carries some pilots in turn: HTTP/1.1 written and read by hand, so that the client costs little.</summary>
/// <param name="url">The server.</param>
/// <param name="pilots">Who share the socket.</param>
/// <param name="latencies">Receives the times of answers.</param>
/// <param name="rate">Events that they offer together [1/s]; 0: as many as the server takes.</param>
/// <param name="goesOn">False: they stop.</param>
internal sealed class PilotConnection(Uri url, PilotWelcome[] pilots, Latencies latencies, double rate, Func<bool> goesOn)
{
    private const int Most = 8;
    private readonly byte[] _buffer = new byte[1 << 18];
    private readonly StringBuilder _body = new();
    private readonly List<string>[] _held = [.. pilots.Select(_ => new List<string>())];

    /// <summary>Durable events acknowledged.</summary>
    public long Events { get; private set; }

    /// <summary>Events that the server refused.</summary>
    public long Refused { get; private set; }

    public async Task RunAsync()
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, url.Port);
        long began = Stopwatch.GetTimestamp();
        for (int turn = 0; pilots.Length > 0 && goesOn(); turn++)
        {
            await UntilDueAsync(began);
            int pilot = turn % pilots.Length;
            _held[pilot] = await CycleAsync(socket, pilots[pilot], _held[pilot]);
        }
    }

    // Pilots that offer a rate keep to it in the mean: after a slow answer they catch up.
    private Task UntilDueAsync(long began)
    {
        TimeSpan early = rate > 0 ? TimeSpan.FromSeconds(Events / rate) - Stopwatch.GetElapsedTime(began) : TimeSpan.Zero;
        return early > TimeSpan.Zero ? Task.Delay(early) : Task.CompletedTask;
    }

    private async Task<List<string>> CycleAsync(Socket socket, PilotWelcome pilot, List<string> held)
    {
        if (held.Count > 0)
        {
            Count(await AskAsync(socket, pilot, Routes.Events(pilot.PilotId), Body(
                held, "\"failed\":{\"fence\":",
                """
                ,"evidence":{"origin":"Infrastructure","cause":"NodeLost","detail":"the node went down","exitCode":null,"signal":null,"logTail":"","use":{"cpuSeconds":1.5,"wallSeconds":2.5,"maxRssBytes":1000000}}}
                """)));
        }

        List<string> fences = Fences(await AskAsync(socket, pilot, Routes.Lease(pilot.PilotId), $$"""{"count":{{Most}}}"""));
        Events += fences.Count;
        if (fences.Count > 0)
        {
            Count(await AskAsync(socket, pilot, Routes.Events(pilot.PilotId), Body(fences, "\"started\":{\"fence\":", ",\"payloadProcessId\":4711}")));
        }

        return fences;
    }

    private string Body(List<string> fences, string before, string after)
    {
        _body.Clear().Append("{\"events\":[");
        for (int i = 0; i < fences.Count; i++)
        {
            _body.Append(i == 0 ? "{" : ",{").Append(before).Append(fences[i]).Append(after).Append('}');
        }

        return _body.Append("]}").ToString();
    }

    private async Task<ReadOnlyMemory<byte>> AskAsync(Socket socket, PilotWelcome pilot, string path, string body)
    {
        byte[] request = Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{url.Port}\r\nAuthorization: Bearer {pilot.Token}\r\nX-Request-Id: {Guid.CreateVersion7():N}\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}"));
        long began = Stopwatch.GetTimestamp();
        await socket.SendAsync(request);
        ReadOnlyMemory<byte> reply = await ReadAsync(socket);
        latencies.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        return reply;
    }

    private async Task<ReadOnlyMemory<byte>> ReadAsync(Socket socket)
    {
        int have = 0;
        while (true)
        {
            int more = await socket.ReceiveAsync(_buffer.AsMemory(have));
            have += more > 0 ? more : throw new IOException("The server closed the connection.");
            int head = _buffer.AsSpan(0, have).IndexOf("\r\n\r\n"u8);
            if (head >= 0 && have >= head + 4 + Length(_buffer.AsSpan(0, head)))
            {
                return _buffer.AsSpan(0, 12).EndsWith("200"u8) ? _buffer.AsMemory(head + 4, have - head - 4)
                    : throw new IOException(Encoding.UTF8.GetString(_buffer.AsSpan(0, have)));
            }
        }
    }

    private static int Length(ReadOnlySpan<byte> head)
    {
        ReadOnlySpan<byte> name = "Content-Length: "u8;
        int at = head.IndexOf(name);
        return at >= 0 && Utf8Parser.TryParse(head[(at + name.Length)..], out int length, out _) ? length
            : throw new IOException("Expected an answer with a Content-Length.");
    }

    private static List<string> Fences(ReadOnlyMemory<byte> reply)
    {
        using JsonDocument document = JsonDocument.Parse(reply);
        return [.. document.RootElement.GetProperty("jobs").EnumerateArray().Select(job => job.GetProperty("fence").GetRawText())];
    }

    private void Count(ReadOnlyMemory<byte> reply)
    {
        using JsonDocument document = JsonDocument.Parse(reply);
        foreach (JsonElement answer in document.RootElement.GetProperty("answers").EnumerateArray())
        {
            bool accepted = answer.GetProperty("accepted").GetBoolean();
            (Events, Refused) = (Events + (accepted ? 1 : 0), Refused + (accepted ? 0 : 1));
        }
    }
}
