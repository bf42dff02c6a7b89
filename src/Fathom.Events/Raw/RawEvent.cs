using Fathom.Events.Hits;

namespace Fathom.Events.Raw;

/// <summary>One triggered event as the data acquisition wrote it. Filled again for each event read.</summary>
public sealed class RawEvent
{
    /// <summary>Run.</summary>
    public uint Run { get; set; }

    /// <summary>Number of the event within its section, from 0 and unique there.</summary>
    public uint EventNumber { get; set; }

    /// <summary>Trigger time, UTC [ns since 1970-01-01].</summary>
    public long TriggerTimeNs { get; set; }

    /// <summary>Why it was read out: bits of <see cref="TriggerWords"/>.</summary>
    public uint TriggerWord { get; set; }

    /// <summary>Hits of the window.</summary>
    public RawHitColumns Hits { get; } = new();
}
