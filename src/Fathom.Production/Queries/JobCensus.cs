using Fathom.Database;
using Fathom.Database.Reading;
using Fathom.Production.Campaigns;
using Fathom.Production.Jobs;

namespace Fathom.Production.Queries;

/// <summary>How many jobs of a transformation are in a state.</summary>
public sealed record JobCount(string Campaign, CampaignState CampaignState, string Transformation, JobState State, long Count);

/// <summary>Jobs by transformation and state; asked for often, counted at most once in ten seconds.</summary>
public sealed class JobCensus(WorkspaceDatabase database)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);
    private readonly Lock _gate = new();
    private IReadOnlyList<JobCount>? _counts;
    private long _counted;

    /// <summary>The counts, at most ten seconds old.</summary>
    public IReadOnlyList<JobCount> Read()
    {
        lock (_gate)
        {
            if (_counts is null || database.Time.GetElapsedTime(_counted) >= Fresh)
            {
                (_counts, _counted) = (Count(), database.Time.GetTimestamp());
            }

            return _counts;
        }
    }

    private List<JobCount> Count() => database.Read(connection => connection.Select(
        """
        SELECT c.name, c.state, t.name, j.state, j.n
        FROM (SELECT transformation_id, state, COUNT(*) AS n FROM job GROUP BY transformation_id, state) j
        JOIN transformation t ON t.id = j.transformation_id JOIN campaign c ON c.id = t.campaign_id ORDER BY c.id, t.ordinal, j.state
        """,
        null,
        row => new JobCount(row.GetString(0), row.Name<CampaignState>(1), row.GetString(2), row.Name<JobState>(3), row.GetInt64(4))));
}
