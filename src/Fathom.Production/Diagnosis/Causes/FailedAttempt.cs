namespace Fathom.Production.Diagnosis.Causes;

/// <summary>A failed attempt as the survey of causes sees it.</summary>
/// <param name="JobId">Its job.</param>
/// <param name="Number">Its number.</param>
/// <param name="Campaign">Campaign of the job.</param>
/// <param name="EndedUtc">Label of its end.</param>
/// <param name="Evidence">What is known of it.</param>
public sealed record FailedAttempt(long JobId, int Number, string Campaign, string EndedUtc, AttemptEvidence Evidence);
