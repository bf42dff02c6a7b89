using Fathom.Events.Records;

namespace Fathom.Reconstruction.Steering;

/// <summary>The chain of algorithms that an event gets.</summary>
/// <param name="Rule">Name of the rule that decided; stored with the event.</param>
/// <param name="Chain">Algorithms in order, each seeded by the one before; the last with a position stands for the event.</param>
public sealed record SteeringDecision(string Rule, IReadOnlyList<VertexAlgorithm> Chain);
