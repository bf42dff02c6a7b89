using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;
using Fathom.Identity.Tokens;
using Fathom.Production.Monitor;

namespace Fathom.Benchmarks.Queries;

/// <summary>The fixed set of questions to a server under load, in a process of its own, one after another.</summary>
internal static class QuestionsDuringLoad
{
    /// <summary>Asks them and prints one line of JSON.</summary>
    /// <param name="args">URL and workspace of the server.</param>
    public static async Task RunAsync(string[] args)
    {
        using var http = new HttpClient { BaseAddress = new Uri(args[0]) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", WorkspaceSecrets.ReadOrCreate(args[1]).Operator.Reveal());
        QuestionWords words = await QuestionWords.AskAsync(http);
        var milliseconds = new List<double>();
        foreach (SeededQuery query in new SeededQueries(QueriesBenchmark.Seed, words).Make(QueriesBenchmark.Questions))
        {
            JobQuestion question = query.Place(query.Order is null ? 0 : Matching(http, query));
            long begin = Stopwatch.GetTimestamp();
            QueriesBenchmark.Get(http, question);
            milliseconds.Add(Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
        }

        milliseconds.Sort();
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            asked = milliseconds.Count,
            p50 = milliseconds[milliseconds.Count / 2],
            p99 = milliseconds[milliseconds.Count * 99 / 100],
            longest = milliseconds[^1],
        }));
    }

    // Where a deep page begins is a part of all that match.
    private static long Matching(HttpClient http, SeededQuery query)
    {
        using JsonDocument answer = JsonDocument.Parse(QueriesBenchmark.Get(http, query.Place(0) with { Offset = 0, Limit = 1 }));
        return answer.RootElement.GetProperty("total").GetInt64();
    }
}
