namespace Fathom.Events.Records;

/// <summary>The trigger of an event: an entry of the stream CdTrigger.</summary>
/// <param name="EventNumber">Number of the event within its section.</param>
/// <param name="TimeNs">Trigger time, UTC [ns since 1970-01-01].</param>
/// <param name="Word">Why it was read out: bits of <see cref="Raw.TriggerWords"/>.</param>
public readonly record struct TriggerRecord(uint EventNumber, long TimeNs, uint Word);
