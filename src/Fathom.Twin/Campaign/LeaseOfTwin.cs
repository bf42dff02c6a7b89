using Fathom.Production.Protocol;

namespace Fathom.Twin.Campaign;

/// <summary>A leased job.</summary>
/// <param name="Fence">Job, attempt and lease.</param>
/// <param name="OutputPath">Folder of its outputs.</param>
/// <param name="ReadFrom">Element to read from; null: none.</param>
/// <param name="Pace">Pace of the read [byte/s].</param>
internal sealed record LeaseOfTwin(LeaseReference Fence, string OutputPath, string? ReadFrom, double Pace)
{
    /// <summary>The job.</summary>
    public long Job => Fence.JobId;

    /// <summary>The sign of life that names it.</summary>
    public Heartbeat Beat { get; } = new([Fence]);
}
