using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Fathom.Database.Log;
using Fathom.Database.Reading;
using Fathom.Database.Writing;
using Fathom.Production.Monitor;

namespace Fathom.Production.Closure;

/// <summary>The events of a campaign, its transformations and its jobs, and its last state, under one hash (law 3).</summary>
internal sealed record CampaignSeal(long FirstEvent, long LastEvent, long Events, string EventsSha256, string Snapshot)
{
    /// <summary>SHA-256 over range, hash of the events and snapshot.</summary>
    public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{FirstEvent} {LastEvent} {Events} {EventsSha256}\n{Snapshot}")));

    /// <summary>Computes the seal from the log; reading it takes as long as the log is from the campaign's first event on.</summary>
    /// <param name="connection">A connection of the workspace.</param>
    /// <param name="campaign">The campaign.</param>
    /// <param name="snapshot">Its last state.</param>
    /// <param name="jobs">All jobs.</param>
    public static CampaignSeal Of(DbConnection connection, long campaign, Certificate snapshot, JobTable jobs)
    {
        HashSet<long> steps = [.. connection.Select("SELECT id FROM transformation WHERE campaign_id = @campaign", new { campaign }, row => row.GetInt64(0))];
        long first = EventLog.History(connection, Subjects.Campaign, campaign)[0].Seq;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        long events = 0;
        foreach (LedgerEvent happened in EventLog.Read(connection, first, snapshot.LastEvent))
        {
            bool own = happened.Subject switch
            {
                Subjects.Campaign => happened.SubjectId == campaign,
                Subjects.Transformation => steps.Contains(happened.SubjectId),
                Subjects.Job => jobs.Has(happened.SubjectId) && steps.Contains(jobs.Read(happened.SubjectId).Transformation),
                _ => false,
            };
            if (own)
            {
                events++;
                hash.AppendData(Encoding.UTF8.GetBytes($"{happened.Seq} {happened.Subject} {happened.SubjectId} {happened.Kind} {happened.Actor} {happened.Body}\n"));
            }
        }

        return new CampaignSeal(first, snapshot.LastEvent, events, Convert.ToHexStringLower(hash.GetHashAndReset()), snapshot.Json());
    }
}
