using System.Data.Common;
using System.Text.Json;
using Fathom.Database.Reading;

namespace Fathom.Production.Scouts;

/// <summary>Sums the monitoring histograms of a campaign's files, from their metadata.</summary>
internal static class ScoutHistograms
{
    private const int MostFiles = 10_000;
    private const string MaximumOf = "Maximum";
    private static readonly string[] Names = ["energyHistogram", "volumeHistogram"];

    /// <summary>Histograms that both campaigns have, by name.</summary>
    /// <param name="connection">The workspace.</param>
    /// <param name="id">The campaign whose scouts are judged.</param>
    /// <param name="before">Name of the campaign before.</param>
    public static List<HistogramPair> Pairs(DbConnection connection, long id, string before)
    {
        Dictionary<string, Sum> scouts = Sums(connection, "f.campaign_id = @id", new { id, limit = MostFiles });
        Dictionary<string, Sum> reference = Sums(connection, "f.campaign_id = (SELECT c.id FROM campaign c WHERE c.name = @before)", new { before, limit = MostFiles });
        return [.. scouts.Where(one => reference.ContainsKey(one.Key)).OrderBy(one => one.Key, StringComparer.Ordinal)
            .Select(one => new HistogramPair(one.Key, one.Value.Counts, reference[one.Key].Counts) { High = one.Value.High })];
    }

    // Keyed by "histogram of tier"; files of another binning than the first are a difference of their own and end the sum.
    private static Dictionary<string, Sum> Sums(DbConnection connection, string whose, object parameters)
    {
        var sums = new Dictionary<string, Sum>(StringComparer.Ordinal);
        connection.ForEach(
            $"SELECT f.tier, f.metadata FROM file f WHERE {whose} AND f.state = 'Valid' ORDER BY f.id LIMIT @limit", parameters, row =>
            {
                using JsonDocument metadata = JsonDocument.Parse(row.GetString(1));
                foreach (string name in Names)
                {
                    if (metadata.RootElement.TryGetProperty(name, out JsonElement bins) && bins.ValueKind == JsonValueKind.Array)
                    {
                        Add(sums, $"{name} of {row.GetString(0)}", [.. bins.EnumerateArray().Select(bin => bin.TryGetInt64(out long count) && count > 0 ? count : 0)], High(metadata.RootElement, name));
                    }
                }
            });
        return sums;
    }

    private static double? High(JsonElement metadata, string name) =>
        metadata.TryGetProperty(name + MaximumOf, out JsonElement high) && high.ValueKind == JsonValueKind.Number && high.TryGetDouble(out double value) && value > 0 ? value : null;

    private static void Add(Dictionary<string, Sum> sums, string name, long[] bins, double? high)
    {
        if (!sums.TryGetValue(name, out Sum? sum))
        {
            sums.Add(name, new Sum(bins, high));
        }
        else if (sum.Counts.Length == bins.Length)
        {
            for (int i = 0; i < bins.Length; i++)
            {
                sum.Counts[i] += bins[i];
            }
        }
    }

    private sealed record Sum(long[] Counts, double? High);
}
