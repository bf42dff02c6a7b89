using Fathom.Database.Writing;
using Fathom.Production.Jobs;
using Fathom.Production.Protocol;
using Fathom.Production.Stores;

namespace Fathom.Production.Accounting;

/// <summary>An attempt that has just ended, as the ledger knows it.</summary>
/// <param name="Utc">Label of the event that ended it (ISO 8601, UTC): the hour that it counts to.</param>
/// <param name="TransformationId">Transformation of its job.</param>
/// <param name="PilotId">Pilot that held it.</param>
/// <param name="Outcome">Accepted, Failed, Lost, Refused or Killed.</param>
/// <param name="Cause">Normalised cause; empty where accepted.</param>
/// <param name="Use">What it used; zeros where nothing is known, as of a pilot that vanished.</param>
/// <param name="BytesUploaded">Sum of the sizes of its accepted outputs.</param>
public readonly record struct EndedAttempt(
    string Utc, long TransformationId, long PilotId, AttemptState Outcome, string Cause, ResourceUse Use, long BytesUploaded)
{
    private static readonly ResourceUse Nothing = new(0, 0, 0);

    /// <summary>The hour of the end: whole hours since 1970, UTC.</summary>
    public long Hour => AccountingHour.Of(UtcLabel.Parse(Utc));

    /// <summary>The cause that it is counted under.</summary>
    public string CountedCause => Outcome switch
    {
        AttemptState.Accepted => "",
        AttemptState.Killed when Cause.Length == 0 => "Killed",
        _ => Cause.Length > 0 ? Cause : "Unknown",
    };

    internal static EndedAttempt Of(StoredAttempt ended, long transformationId) => Of(
        ended.EndedUtc!, transformationId, ended.Attempt.PilotId, ended.State, ended.Evidence, ended.Attempt.Upload?.Use, ended.Attempt.Upload?.Outputs);

    // What the end says of the use holds; where it says nothing, what the upload said.
    internal static EndedAttempt Of(
        string utc, long transformationId, long pilotId, AttemptState outcome, FailureEvidence? evidence, ResourceUse? uploadedUse,
        IReadOnlyList<UploadedOutput>? outputs) => new(
            utc, transformationId, pilotId, outcome, evidence?.Cause ?? "",
            evidence is { Use.WallSeconds: > 0 } ? evidence.Use : uploadedUse ?? Nothing,
            outcome == AttemptState.Accepted ? outputs?.Sum(output => output.Size) ?? 0 : 0);
}
