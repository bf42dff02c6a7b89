namespace Fathom.Production.Diagnosis;

/// <summary>What an attempt was allowed to use; null where nothing limited it.</summary>
/// <param name="MemoryBytes">Resident memory [byte].</param>
/// <param name="WallSeconds">Wall time [s].</param>
/// <param name="CpuSeconds">User and system time [s].</param>
public sealed record ResourceLimits(long? MemoryBytes = null, double? WallSeconds = null, double? CpuSeconds = null)
{
    /// <summary>No limit is known.</summary>
    public static ResourceLimits None { get; } = new();
}
