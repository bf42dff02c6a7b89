using Fathom.Production.Monitor;

namespace Fathom.Portal.Pages.Jobs;

/// <summary>What columns are called on pages.</summary>
internal static class JobHeadings
{
    /// <summary>The heading of a column.</summary>
    public static string Of(JobColumn column) => column switch
    {
        JobColumn.Id => "Job",
        JobColumn.Minor => "Minor status",
        JobColumn.Application => "Application status",
        JobColumn.Step => "Type",
        JobColumn.Attempt => "Attempts",
        JobColumn.PayloadFailures => "Failures",
        JobColumn.InfrastructureLosses => "Losses",
        JobColumn.LastEvent => "Last event",
        JobColumn.CreatedDay => "Day created",
        JobColumn.UpdatedDay => "Day updated",
        _ => column.ToString(),
    };
}
