namespace Fathom.Events.Records;

/// <summary>Which algorithms an event got and why: an entry of the stream Steering.</summary>
/// <param name="Rule">Name of the steering rule that decided.</param>
/// <param name="Class">The event's class, as the rule saw it.</param>
/// <param name="EstimatedEnergy">Energy estimate that the rule used [MeV].</param>
/// <param name="Chosen">The algorithm whose vertex stands for the event.</param>
public sealed record SteeringRecord(string Rule, OecClass Class, double EstimatedEnergy, VertexAlgorithm Chosen);
