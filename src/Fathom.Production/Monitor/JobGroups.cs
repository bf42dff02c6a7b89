using System.Globalization;

namespace Fathom.Production.Monitor;

/// <summary>The value of a dimension that a group has.</summary>
/// <param name="Key">As it is written in a filter: the text, the number, the id, the day; empty for none.</param>
/// <param name="Label">As people read it.</param>
public readonly record struct JobValue(string Key, string Label)
{
    /// <summary>A text.</summary>
    internal static JobValue Text(string text) => new(text, text);

    /// <summary>A number.</summary>
    internal static JobValue Of(long number)
    {
        string text = number.ToString(CultureInfo.InvariantCulture);
        return new(text, text);
    }
}

/// <summary>Jobs that have the same values.</summary>
/// <param name="First">Value of the first dimension.</param>
/// <param name="Second">Value of the second dimension, null where there is one alone.</param>
/// <param name="Count">Number of jobs.</param>
public readonly record struct JobGroup(JobValue First, JobValue? Second, long Count);

/// <summary>Jobs by one or two dimensions.</summary>
/// <param name="First">First dimension.</param>
/// <param name="Second">Second dimension, or null.</param>
/// <param name="Jobs">Number of jobs in all groups, also those not listed.</param>
/// <param name="Total">Number of groups, also those not listed.</param>
/// <param name="Items">The largest groups, largest first; equal ones by their values.</param>
public sealed record JobGroups(JobColumn First, JobColumn? Second, long Jobs, int Total, IReadOnlyList<JobGroup> Items);

/// <summary>One job of a page.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Job">The job.</param>
/// <param name="CauseDetail">Message of its cause; empty for none.</param>
public readonly record struct ListedJob(long Id, JobEntry Job, string CauseDetail);

/// <summary>A page of jobs.</summary>
/// <param name="Total">Number of all jobs that match.</param>
/// <param name="Items">Those of the page, in order.</param>
public sealed record JobListPage(long Total, IReadOnlyList<ListedJob> Items);
