using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Fathom.Identity.Tokens;
using Fathom.Production.Protocol;

namespace Fathom.Benchmarks.Ledger;

/// <summary>Pilots by the thousand in one process, each with its own token; a few sockets carry them. Each leases eight jobs, says
/// that they started, when its turn comes again that they were lost, and begins anew: so the jobs under way are a window that moves
/// over all that wait.</summary>
internal static class PilotHerd
{
    /// <summary>Runs the herd and prints one line of JSON.</summary>
    /// <param name="args">URL, workspace, pilots, connections, seconds, events offered a second (0: no limit).</param>
    public static async Task RunAsync(string[] args)
    {
        var url = new Uri(args[0]);
        int[] numbers = [.. args[2..4].Select(text => int.Parse(text, CultureInfo.InvariantCulture))];
        double seconds = double.Parse(args[4], CultureInfo.InvariantCulture);
        double rate = double.Parse(args[5], CultureInfo.InvariantCulture);
        PilotWelcome[] pilots = await RegisterAsync(url, args[1], numbers[0]);
        var latencies = new Latencies();
        long began = Stopwatch.GetTimestamp();
        PilotConnection[] connections = [.. Enumerable.Range(0, numbers[1]).Select(i => new PilotConnection(
            url, [.. pilots.Where((_, pilot) => pilot % numbers[1] == i)], latencies, rate / numbers[1], () => Stopwatch.GetElapsedTime(began).TotalSeconds < seconds))];
        await Task.WhenAll(connections.Select(connection => Task.Run(connection.RunAsync)));
        double elapsed = Stopwatch.GetElapsedTime(began).TotalSeconds;
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            events = connections.Sum(connection => connection.Events),
            refused = connections.Sum(connection => connection.Refused),
            seconds = elapsed,
            requests = latencies.Count,
            p50 = latencies.Quantile(0.5),
            p99 = latencies.Quantile(0.99),
            longest = latencies.Quantile(1),
            cpu = Environment.CpuUsage.TotalTime.TotalSeconds,
        }));
    }

    private static async Task<PilotWelcome[]> RegisterAsync(Uri url, string workspace, int count)
    {
        string secret = WorkspaceSecrets.ReadOrCreate(workspace).Bootstrap.Reveal();
        using var http = new HttpClient { BaseAddress = url };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        var welcomes = new PilotWelcome[count];
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (i, end) =>
        {
            // A host each: where all pilots name one, its losses would make every job unwelcome on every pilot.
            var registration = new PilotRegistration("bench", "here", string.Create(CultureInfo.InvariantCulture, $"node{i}"), 1000 + i, "0.1", RenewsToken: true);
            using var request = new HttpRequestMessage(HttpMethod.Post, Routes.Register)
            {
                Content = JsonContent.Create(registration, ProtocolJson.Default.PilotRegistration),
            };
            request.Headers.Add(Routes.RequestIdHeader, Guid.CreateVersion7().ToString());
            using HttpResponseMessage reply = await http.SendAsync(request, end);
            reply.EnsureSuccessStatusCode();
            welcomes[i] = (await reply.Content.ReadFromJsonAsync(ProtocolJson.Default.PilotWelcome, end))!;
        });
        return welcomes;
    }
}
