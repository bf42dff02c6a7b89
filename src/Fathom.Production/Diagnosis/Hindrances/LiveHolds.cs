using Fathom.Production.Dispatch;

namespace Fathom.Production.Diagnosis.Hindrances;

/// <summary>What only a running server knows of what holds a campaign back.</summary>
/// <param name="QueuedPilots">Pilots that wait in a batch queue, of all campaigns.</param>
/// <param name="Transformations">What the dispatcher says of each transformation.</param>
/// <param name="Engines">Engines that have fewer pilots than they should; null from a server of the version before.</param>
/// <param name="Unwritten">Why the database refused a write just now; null where it did not.</param>
public sealed record LiveHolds(
    int QueuedPilots, IReadOnlyList<DispatchExplanation> Transformations, IReadOnlyList<EngineTrouble>? Engines = null, string? Unwritten = null);

/// <summary>An engine that has fewer pilots than it should.</summary>
/// <param name="Engine">Its name.</param>
/// <param name="Why">What it was answered.</param>
public sealed record EngineTrouble(string Engine, string Why);
