namespace Fathom.Production.Grouping;

/// <summary>How the input files of a transformation become jobs.</summary>
/// <param name="Kind">By what.</param>
/// <param name="Size">Files of a full group, or bytes; unused for <see cref="GroupingKind.PerFile"/> and <see cref="GroupingKind.ByRun"/>.</param>
/// <param name="WithinRun">Files of different runs never share a job: set where the step needs the constants of its run.</param>
public sealed record GroupingPolicy(GroupingKind Kind, long Size = 1, bool WithinRun = false)
{
    /// <summary>One job for each file: the default.</summary>
    public static GroupingPolicy PerFile { get; } = new(GroupingKind.PerFile);

    /// <summary>True where a job may have several inputs.</summary>
    public bool MayHaveSeveral => Kind != GroupingKind.PerFile && !(Kind != GroupingKind.ByRun && Kind != GroupingKind.BySize && Size == 1);

    /// <summary>Reads <c>file</c>, <c>run</c>, <c>number 10</c>, <c>size 5 GB</c> or <c>location 10</c>; null where it is none of them.</summary>
    public static GroupingPolicy? Parse(string text) => GroupingText.Read(text);

    /// <summary>The text that <see cref="Parse"/> reads.</summary>
    public override string ToString() => GroupingText.Write(this);
}

/// <summary>By what files are grouped.</summary>
public enum GroupingKind
{
    /// <summary>Each file is a group.</summary>
    PerFile,

    /// <summary>Groups of so many files.</summary>
    ByNumber,

    /// <summary>Groups of at most so many bytes; a file larger than that is a group of its own.</summary>
    BySize,

    /// <summary>All files of a run, once the run is complete in the transformation (all its sections) or on flush.</summary>
    ByRun,

    /// <summary>Groups of so many files whose valid replicas lie at the same elements (DIRAC's Standard).</summary>
    ByLocation,
}
