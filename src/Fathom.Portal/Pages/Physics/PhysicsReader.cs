using System.Data.Common;
using Fathom.Catalog.Files;
using Fathom.Database;
using Fathom.Database.Reading;

namespace Fathom.Portal.Pages.Physics;

/// <summary>Sums the histograms that the compact step leaves in the metadata of its files.</summary>
/// <remarks>Only files that came since are read. Where one became invalid, all of its campaign are, beside: the sums of a large campaign
/// may then be some seconds behind.</remarks>
public sealed class PhysicsReader(WorkspaceDatabase database)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, Kept> _kept = [];
    private readonly KeptAnswers<string, PhysicsSummary> _answers = new(database.Time);

    /// <summary>The summary of a campaign, or of all files, also those that no campaign made.</summary>
    public PhysicsSummary Read(string? campaign) => _answers.Of(campaign ?? "", () => database.Read(connection =>
    {
        List<long> campaigns = connection.Select(
            "SELECT id FROM campaign WHERE @campaign IS NULL OR name = @campaign", new { campaign }, row => row.GetInt64(0));
        var sums = new PhysicsSums();
        lock (_gate)
        {
            foreach (long one in campaign is null ? campaigns.Prepend(NoCampaign) : campaigns)
            {
                sums.Add(Of(connection, one));
            }
        }

        return sums.Summary();
    }));

    /// <summary>Campaigns that have such files, newest first.</summary>
    public IReadOnlyList<string> Campaigns() => database.Read(connection => connection.Select(
        "SELECT c.name FROM campaign c WHERE EXISTS (SELECT 1 FROM file f WHERE f.campaign_id = c.id AND f.tier = @tier) ORDER BY c.id DESC",
        new { tier = FileTiers.MiniEsd },
        row => row.GetString(0)));

    private const long NoCampaign = 0;

    private PhysicsSums Of(DbConnection connection, long campaign)
    {
        string files = $"FROM file f WHERE {(campaign == NoCampaign ? "f.campaign_id IS NULL" : "f.campaign_id = @campaign")} AND f.tier = @tier";
        long invalid = connection.SelectNumber($"SELECT COUNT(*) {files} AND f.state <> 'Valid'", new { campaign, tier = FileTiers.MiniEsd });
        if (!_kept.TryGetValue(campaign, out Kept? kept) || kept.Invalid != invalid)
        {
            _kept[campaign] = kept = new Kept(invalid);
        }

        connection.ForEach(
            $"SELECT f.id, f.events, f.metadata {files} AND f.state = 'Valid' AND f.id > @Through ORDER BY f.id",
            new { campaign, tier = FileTiers.MiniEsd, kept.Through },
            row =>
            {
                kept.Sums.Add(row.GetInt64(1), row.GetString(2));
                kept.Through = row.GetInt64(0);
            });
        return kept.Sums;
    }

    /// <summary>The sums of a campaign up to a file, and how many of its files were invalid then.</summary>
    private sealed class Kept(long invalid)
    {
        public long Invalid => invalid;

        public PhysicsSums Sums { get; } = new();

        public long Through { get; set; }
    }
}
