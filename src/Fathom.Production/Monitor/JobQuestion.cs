namespace Fathom.Production.Monitor;

/// <summary>A question to the job monitor: which jobs, in which order, which page; or grouped by what.</summary>
/// <param name="Criteria">Which jobs.</param>
/// <param name="Order">In which order; by descending id where nothing is said.</param>
/// <param name="Offset">How many are left out.</param>
/// <param name="Limit">Jobs or groups that are given.</param>
/// <param name="By">None, one or two columns to group by.</param>
public sealed record JobQuestion(JobCriteria Criteria, JobOrder Order, long Offset, int Limit, IReadOnlyList<JobColumn> By)
{
    /// <summary>Jobs of a page where nothing is said.</summary>
    public const int StandardLimit = 100;

    /// <summary>All jobs, newest first.</summary>
    public static JobQuestion All { get; } = new(JobCriteria.All, new JobOrder(JobColumn.Id, Descending: true), 0, StandardLimit, []);
}
