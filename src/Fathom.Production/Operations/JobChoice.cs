using System.Data.Common;
using Fathom.Database.Reading;
using Fathom.Production.Queries;

namespace Fathom.Production.Operations;

/// <summary>The jobs that a bulk action is about.</summary>
internal static class JobChoice
{
    /// <summary>Jobs of a filter that can still be killed, or that can be rescheduled; oldest first.</summary>
    public static List<long> Of(DbConnection connection, JobFilter filter, bool kill)
    {
        string possible = kill ? "'Waiting', 'Matched', 'Running', 'Completing', 'Held'" : "'Held', 'Killed'";
        return connection.Select(
            $"""
            SELECT j.id FROM job j JOIN transformation t ON t.id = j.transformation_id JOIN campaign c ON c.id = t.campaign_id
            WHERE j.state IN ({possible}) AND (@state = '' OR j.state = @state) AND (@transformation = 0 OR j.transformation_id = @transformation)
              AND (@run = 0 OR j.run = @run) AND (@campaign = '' OR c.name = @campaign) AND (@cause = '' OR j.cause = @cause)
            ORDER BY j.id
            """,
            new
            {
                state = filter.State?.ToString() ?? "",
                transformation = filter.Transformation ?? 0,
                run = filter.Run ?? 0,
                campaign = filter.Campaign ?? "",
                cause = filter.Cause ?? "",
            },
            row => row.GetInt64(0));
    }

    /// <summary>The filter in words, for the log.</summary>
    public static string Words(JobFilter filter) => string.Join(", ", new[]
    {
        filter.Campaign is { } campaign ? $"campaign {campaign}" : "", filter.Transformation is { } step ? $"transformation {step}" : "",
        filter.State is { } state ? $"state {state}" : "", filter.Cause is { } cause ? $"cause {cause}" : "", filter.Run is { } run ? $"run {run}" : "",
    }.Where(word => word.Length > 0).DefaultIfEmpty("all jobs"));
}
