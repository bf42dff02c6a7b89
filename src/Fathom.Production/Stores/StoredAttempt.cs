using Fathom.Production.Jobs;
using Fathom.Production.Protocol;

namespace Fathom.Production.Stores;

/// <summary>An attempt as a store keeps it.</summary>
/// <param name="JobId">Its job.</param>
/// <param name="Attempt">What is known of it while it is live.</param>
/// <param name="State">Its state.</param>
/// <param name="Evidence">What is known of its end, where it ended without accepted outputs.</param>
/// <param name="EndedUtc">Label of its end, or null while it is live.</param>
/// <param name="Swept">True where its path is known to hold nothing that is not accepted.</param>
public sealed record StoredAttempt(
    long JobId, LiveAttempt Attempt, AttemptState State, FailureEvidence? Evidence, string? EndedUtc, bool Swept = false);
