namespace Fathom.Portal.Pages.Jobs;

/// <summary>Job states in the order of a job's life.</summary>
public static class JobStates
{
    /// <summary>The order of columns and of the parts of a bar: what is finished stands first in a bar.</summary>
    public static readonly IReadOnlyList<string> Bar = ["Done", "Completing", "Running", "Matched", "Held", "Killed", "Invalidated", "Waiting"];

    /// <summary>The order of tabs and filters.</summary>
    public static readonly IReadOnlyList<string> Life = ["Waiting", "Matched", "Running", "Completing", "Done", "Held", "Killed", "Invalidated"];

    /// <summary>States in which a person may reschedule.</summary>
    public static bool MayReschedule(string state) => state is "Held" or "Killed";

    /// <summary>States in which a person may kill.</summary>
    public static bool MayKill(string state) => state is "Waiting" or "Matched" or "Running" or "Completing" or "Held";
}
