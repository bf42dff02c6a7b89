using System.Data.Common;
using Fathom.Catalog.Files;
using Fathom.Database;
using Fathom.Database.Reading;
using Fathom.Database.Statements;
using Fathom.Portal.Plots;

namespace Fathom.Portal.Pages.Physics;

/// <summary>Sums the histograms that the compact step leaves in the metadata of its files.</summary>
/// <remarks>Keys: energyHistogram with energyHistogramMaximum, volumeHistogram, reconstructed, ibdPairs, livetimeNs.</remarks>
public sealed class PhysicsReader(WorkspaceDatabase database)
{
    private const string Files =
        "FROM file f LEFT JOIN campaign c ON c.id = f.campaign_id WHERE f.tier = @tier AND f.state = 'Valid' AND (@campaign IS NULL OR c.name = @campaign)";

    /// <summary>The summary of a campaign, or of all.</summary>
    public PhysicsSummary Read(string? campaign) => database.Read(connection =>
    {
        var values = new { tier = FileTiers.MiniEsd, campaign };
        SqlDialect sql = SqlDialect.Of(connection);
        (PhysicsSummary sums, double high) = connection.SelectFirst(
            $"""
            SELECT count(*), coalesce(sum(f.events), 0), coalesce(sum({sql.JsonWhole("f.metadata", "reconstructed")}), 0),
                   coalesce(sum({sql.JsonWhole("f.metadata", "ibdPairs")}), 0), coalesce(sum({sql.JsonWhole("f.metadata", "livetimeNs")}), 0),
                   coalesce(max({sql.JsonReal("f.metadata", "energyHistogramMaximum")}), 0)
            {Files}
            """,
            values,
            row => (new PhysicsSummary(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), null, null), row.GetDouble(5)));
        return sums with
        {
            Energy = Sum(connection, "energyHistogram", high, values),
            Volume = Sum(connection, "volumeHistogram", 1, values),
        };
    });

    /// <summary>Campaigns that have such files, newest first.</summary>
    public IReadOnlyList<string> Campaigns() => database.Read(connection => connection.Select(
        "SELECT c.name FROM campaign c WHERE EXISTS (SELECT 1 FROM file f WHERE f.campaign_id = c.id AND f.tier = @tier) ORDER BY c.id DESC",
        new { tier = FileTiers.MiniEsd },
        row => row.GetString(0)));

    private static Histogram? Sum(DbConnection connection, string member, double high, object values)
    {
        var bins = connection.Select(
            $"""
            SELECT sum(b.value) FROM file f LEFT JOIN campaign c ON c.id = f.campaign_id
            CROSS JOIN {SqlDialect.Of(connection).JsonArray("f.metadata", member)} b
            WHERE f.tier = @tier AND f.state = 'Valid' AND (@campaign IS NULL OR c.name = @campaign)
            GROUP BY CAST(b.key AS INTEGER) ORDER BY CAST(b.key AS INTEGER)
            """,
            values,
            row => row.GetInt64(0));
        return bins.Count == 0 || high <= 0 ? null : new Histogram(0, high, [.. bins]);
    }
}
