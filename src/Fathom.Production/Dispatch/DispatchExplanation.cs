namespace Fathom.Production.Dispatch;

/// <summary>What holds a transformation back now.</summary>
/// <param name="TransformationId">The transformation.</param>
/// <param name="Waiting">Jobs that wait, those with a time before which they are not tried included.</param>
/// <param name="Delayed">Jobs among them that failed, and are not yet tried again.</param>
/// <param name="Running">Jobs that pilots hold.</param>
/// <param name="Holds">The most telling first; empty where nothing holds it back.</param>
public sealed record DispatchExplanation(long TransformationId, long Waiting, long Delayed, int Running, IReadOnlyList<DispatchHold> Holds);

/// <summary>What kept waiting jobs from pilots in the last two minutes.</summary>
/// <param name="Obstacle">What it was; none: an order, or that nobody asks.</param>
/// <param name="Sentence">The same in words, with its numbers.</param>
public sealed record DispatchHold(DispatchObstacles Obstacle, string Sentence);
