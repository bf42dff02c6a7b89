using Fathom.Production.Dispatch;

namespace Fathom.Production.Diagnosis.Hindrances;

/// <summary>What only a running server knows of what holds a campaign back.</summary>
/// <param name="QueuedPilots">Pilots that wait in a batch queue, of all campaigns.</param>
/// <param name="Transformations">What the dispatcher says of each transformation.</param>
public sealed record LiveHolds(int QueuedPilots, IReadOnlyList<DispatchExplanation> Transformations);
