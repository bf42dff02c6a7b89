using Fathom.Production.Jobs;

namespace Fathom.Production.Diagnosis;

/// <summary>What an attempt was allowed to use; null where nothing limited it.</summary>
/// <param name="MemoryBytes">Resident memory [byte].</param>
/// <param name="WallSeconds">Wall time [s].</param>
/// <param name="CpuSeconds">User and system time [s].</param>
public sealed record ResourceLimits(long? MemoryBytes = null, double? WallSeconds = null, double? CpuSeconds = null)
{
    /// <summary>Those that a step's parameters name.</summary>
    public static ResourceLimits Of(IReadOnlyDictionary<string, string> parameters) => new(
        (long?)(JobAllowance.Number(parameters, JobAllowance.MemoryParameter) * (1 << 20)), JobAllowance.Number(parameters, JobAllowance.WallParameter),
        JobAllowance.Number(parameters, JobAllowance.CpuParameter));

    /// <summary>No limit is known.</summary>
    public static ResourceLimits None { get; } = new();
}
