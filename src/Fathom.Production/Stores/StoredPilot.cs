namespace Fathom.Production.Stores;

/// <summary>A pilot as a store keeps it.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Engine">What started it.</param>
/// <param name="Site">Where.</param>
/// <param name="Host">On which machine.</param>
/// <param name="ProcessId">As which process.</param>
/// <param name="TokenHash">Hash of its token.</param>
/// <param name="State">Alive, Ended or Lost.</param>
/// <param name="RegisteredUtc">Label of its registration.</param>
/// <param name="EndedUtc">Label of its end.</param>
/// <param name="LastEvent">Sequence number of its latest event.</param>
public sealed record StoredPilot(
    long Id, string Engine, string Site, string Host, int ProcessId, string TokenHash, string State, string RegisteredUtc,
    string? EndedUtc, long LastEvent)
{
    /// <summary>Speed of its node by its benchmark. Default 1: the reference node.</summary>
    public double CpuFactor { get; init; } = 1;

    /// <summary>Its state while it may ask for jobs.</summary>
    public const string Alive = "Alive";
}
