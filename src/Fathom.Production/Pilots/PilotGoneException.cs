namespace Fathom.Production.Pilots;

/// <summary>A pilot that has ended, or was given up as lost, asks for something: it registers again or ends.</summary>
public sealed class PilotGoneException(long pilotId) : Exception($"Pilot {pilotId} has ended or was given up as lost. Register again.")
{
    /// <summary>The pilot.</summary>
    public long PilotId { get; } = pilotId;
}
