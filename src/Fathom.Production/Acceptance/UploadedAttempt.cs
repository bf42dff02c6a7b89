using Fathom.Production.Jobs;
using Fathom.Production.Protocol;

namespace Fathom.Production.Acceptance;

/// <summary>An uploaded attempt that waits for the server's check, as the ledger has it.</summary>
internal sealed record UploadedAttempt(LeaseReference Fence, string Element, string Path, OutputsUploaded Upload)
{
    /// <summary>The live attempt of a job where its outputs wait, else null.</summary>
    public static UploadedAttempt? Of(long job, LiveAttempt? live) => live is { State: AttemptState.Uploaded, Upload: { } upload }
        ? new UploadedAttempt(new LeaseReference(job, live.Number, live.Lease), live.Element, live.Path, upload)
        : null;
}
