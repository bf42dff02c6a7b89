namespace Fathom.Production.Dispatch;

/// <summary>What holds a transformation back now.</summary>
/// <param name="TransformationId">The transformation.</param>
/// <param name="Waiting">Jobs that wait, those with a time before which they are not tried included.</param>
/// <param name="Delayed">Jobs among them that are not yet tried again.</param>
/// <param name="Running">Jobs that pilots hold.</param>
/// <param name="Holds">Sentences, the most telling first; empty where nothing holds it back.</param>
public sealed record DispatchExplanation(long TransformationId, long Waiting, long Delayed, int Running, IReadOnlyList<string> Holds);
