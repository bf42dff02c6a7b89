namespace Fathom.Production.Diagnosis.Rules;

/// <summary>The most that a retry with more memory or time may give a job: the rules' <c>most</c>.</summary>
/// <param name="MemoryMiB">Memory [MiB]. Default: 65536.</param>
/// <param name="WallSeconds">Wall time [s]. Default: 864000, ten days.</param>
public sealed record RaiseCeilings(double MemoryMiB = 65_536, double WallSeconds = 864_000)
{
    /// <summary>Those of a table that names none.</summary>
    public static RaiseCeilings Default { get; } = new();
}
