namespace Fathom.Production.Monitor;

/// <summary>The texts of jobs that are kept as codes.</summary>
public sealed class JobNames
{
    private const int Narrow = 1 << 16;
    private const int Wide = 1 << 20;

    /// <summary>Where jobs are within their state.</summary>
    public NameTable Minor { get; } = new(Narrow);

    /// <summary>What payloads say of themselves.</summary>
    public NameTable Application { get; } = new(Wide);

    /// <summary>Normalised causes.</summary>
    public NameTable Cause { get; } = new(Narrow);

    /// <summary>Sites.</summary>
    public NameTable Site { get; } = new(Narrow);

    /// <summary>Hosts.</summary>
    public NameTable Host { get; } = new(Wide);

    /// <summary>Owners of jobs.</summary>
    public NameTable Owner { get; } = new(Narrow);
}
