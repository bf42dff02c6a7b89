namespace Fathom.Production.Monitor;

/// <summary>What jobs are sorted and grouped by.</summary>
public enum JobColumn
{
    /// <summary>Number of the job.</summary>
    Id,

    /// <summary>State, in the order of a job's life.</summary>
    State,

    /// <summary>Where it is within the state.</summary>
    Minor,

    /// <summary>What the payload says of itself.</summary>
    Application,

    /// <summary>Site of the latest attempt.</summary>
    Site,

    /// <summary>Host of the latest attempt.</summary>
    Host,

    /// <summary>Whose job it is.</summary>
    Owner,

    /// <summary>Campaign: the job's group.</summary>
    Campaign,

    /// <summary>Transformation; sorted by name, grouped by id.</summary>
    Transformation,

    /// <summary>Payload of the transformation: the job's type.</summary>
    Step,

    /// <summary>Run of the input.</summary>
    Run,

    /// <summary>Section of the run.</summary>
    Section,

    /// <summary>Number of the latest attempt.</summary>
    Attempt,

    /// <summary>Failures of the payload.</summary>
    PayloadFailures,

    /// <summary>Losses of the infrastructure.</summary>
    InfrastructureLosses,

    /// <summary>Normalised cause.</summary>
    Cause,

    /// <summary>Priority.</summary>
    Priority,

    /// <summary>Time of creation.</summary>
    Created,

    /// <summary>Time of the last change.</summary>
    Updated,

    /// <summary>Sequence number of the last event.</summary>
    LastEvent,

    /// <summary>Day of creation (UTC).</summary>
    CreatedDay,

    /// <summary>Day of the last change (UTC).</summary>
    UpdatedDay,
}

/// <summary>What may be done with which column.</summary>
public static class JobColumns
{
    /// <summary>Columns to sort by.</summary>
    public static IReadOnlyList<JobColumn> Sortable { get; } =
        [.. Enum.GetValues<JobColumn>().Where(column => column is not (JobColumn.CreatedDay or JobColumn.UpdatedDay))];

    /// <summary>Columns to group by: those whose values many jobs share.</summary>
    public static IReadOnlyList<JobColumn> Groupable { get; } =
        [.. Enum.GetValues<JobColumn>().Where(column => column is not (JobColumn.Id or JobColumn.Created or JobColumn.Updated or JobColumn.LastEvent))];
}
