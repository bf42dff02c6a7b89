using Fathom.Production.Jobs;

namespace Fathom.Production.Monitor;

/// <summary>Numbers from low to high, both inclusive. Where high is below low there are none.</summary>
public readonly record struct NumberRange(long Low, long High);

/// <summary>Which jobs: all conditions hold together. A list matches any of its values; an empty list does not restrict.</summary>
/// <remarks>Texts match ordinally. The empty text matches jobs that have none. A text with * or ? is a pattern.</remarks>
public sealed record JobCriteria
{
    /// <summary>No condition: every job.</summary>
    public static JobCriteria All { get; } = new();

    /// <summary>States.</summary>
    public IReadOnlyList<JobState> States { get; init; } = [];

    /// <summary>Where they are within the state.</summary>
    public IReadOnlyList<string> Minors { get; init; } = [];

    /// <summary>What payloads say of themselves.</summary>
    public IReadOnlyList<string> Applications { get; init; } = [];

    /// <summary>Normalised causes.</summary>
    public IReadOnlyList<string> Causes { get; init; } = [];

    /// <summary>Sites of the latest attempt.</summary>
    public IReadOnlyList<string> Sites { get; init; } = [];

    /// <summary>Hosts of the latest attempt.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>Owners.</summary>
    public IReadOnlyList<string> Owners { get; init; } = [];

    /// <summary>Names of campaigns.</summary>
    public IReadOnlyList<string> Campaigns { get; init; } = [];

    /// <summary>Payloads: types of jobs.</summary>
    public IReadOnlyList<string> Steps { get; init; } = [];

    /// <summary>Ids of transformations.</summary>
    public IReadOnlyList<long> Transformations { get; init; } = [];

    /// <summary>Names of transformations; a transformation matches by its id or by its name.</summary>
    public IReadOnlyList<string> TransformationNames { get; init; } = [];

    /// <summary>Ids of jobs.</summary>
    public IReadOnlyList<NumberRange> Ids { get; init; } = [];

    /// <summary>Runs.</summary>
    public IReadOnlyList<NumberRange> Runs { get; init; } = [];

    /// <summary>Number of the latest attempt.</summary>
    public NumberRange? Attempts { get; init; }

    /// <summary>Failures of the payload.</summary>
    public NumberRange? PayloadFailures { get; init; }

    /// <summary>Losses of the infrastructure.</summary>
    public NumberRange? InfrastructureLosses { get; init; }

    /// <summary>Time of creation [ms since 1970 UTC].</summary>
    public NumberRange? Created { get; init; }

    /// <summary>Time of the last change [ms since 1970 UTC].</summary>
    public NumberRange? Updated { get; init; }

    /// <summary>The same without the condition on what a column shows.</summary>
    public JobCriteria Without(JobColumn column) => column switch
    {
        JobColumn.State => this with { States = [] },
        JobColumn.Minor => this with { Minors = [] },
        JobColumn.Application => this with { Applications = [] },
        JobColumn.Cause => this with { Causes = [] },
        JobColumn.Site => this with { Sites = [] },
        JobColumn.Host => this with { Hosts = [] },
        JobColumn.Owner => this with { Owners = [] },
        JobColumn.Campaign => this with { Campaigns = [] },
        JobColumn.Step => this with { Steps = [] },
        JobColumn.Transformation => this with { Transformations = [], TransformationNames = [] },
        JobColumn.Run => this with { Runs = [] },
        _ => this,
    };
}

/// <summary>In which order jobs are listed; equal ones by ascending id.</summary>
/// <param name="Column">A sortable column.</param>
/// <param name="Descending">Highest first.</param>
public readonly record struct JobOrder(JobColumn Column, bool Descending = false);
