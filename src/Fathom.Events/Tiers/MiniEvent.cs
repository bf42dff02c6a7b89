using Fathom.Events.Records;

namespace Fathom.Events.Tiers;

/// <summary>An event of the tier miniESD: no hits.</summary>
/// <param name="Run">Run.</param>
/// <param name="Trigger">Trigger.</param>
/// <param name="Oec">Online event classification, with the number of hits.</param>
/// <param name="Algorithm">The algorithm that made <paramref name="Vertex"/>.</param>
/// <param name="Vertex">The chosen vertex and energy, or null where there is none.</param>
public sealed record MiniEvent(uint Run, TriggerRecord Trigger, OecRecord Oec, VertexAlgorithm Algorithm, VertexRecord? Vertex);
