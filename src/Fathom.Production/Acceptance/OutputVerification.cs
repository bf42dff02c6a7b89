using Fathom.Production.Protocol;
using Fathom.Storage.Elements;

namespace Fathom.Production.Acceptance;

/// <summary>The server's own check of uploaded outputs at the storage element: size, checksum, and that they are durable.</summary>
internal sealed class OutputVerification(StorageElements elements)
{
    /// <summary>Reads every output again and makes it durable; then looks whether anything else lies at the attempt's path.</summary>
    /// <exception cref="StorageAwayException">The element is away: nothing is known of the outputs.</exception>
    /// <exception cref="StorageDurabilityException">The element could not make the bytes durable: the server must end (law 4).</exception>
    public async Task<OutputFindings> CheckAsync(UploadedAttempt attempt, CancellationToken cancellation)
    {
        if (elements.Find(attempt.Element) is not { } element)
        {
            return new(Evidence(attempt, "StorageElementUnknown", $"This server cannot reach storage element {attempt.Element}."), false);
        }

        return await FaultAsync(element, attempt, cancellation) is { } fault
            ? new(fault, false)
            : new(null, element.HoldsOnly(attempt.Path, [.. attempt.Upload.Outputs.Select(output => output.Path)]));
    }

    private static async Task<FailureEvidence?> FaultAsync(IStorageElement element, UploadedAttempt attempt, CancellationToken cancellation)
    {
        foreach (UploadedOutput output in attempt.Upload.Outputs)
        {
            try
            {
                StoredFile found = await element.MakeDurableAsync(output.Path, cancellation);
                if (found.Size != output.Size || found.Adler32 != output.Adler32)
                {
                    return Evidence(
                        attempt, "UploadDiffers",
                        $"{attempt.Element}:{output.Path}: expected {output.Size} bytes, adler32 {output.Adler32}; found {found.Size}, {found.Adler32}.");
                }
            }
            catch (StorageException fault) when (fault is not (StorageDurabilityException or StorageAwayException))
            {
                return Evidence(attempt, fault.Cause, fault.Message);
            }
        }

        return null;
    }

    private static FailureEvidence Evidence(UploadedAttempt attempt, string cause, string detail) =>
        new(FailureOrigin.Infrastructure, cause, detail, null, null, "", attempt.Upload.Use);
}

/// <summary>What the server found at an attempt's path.</summary>
/// <param name="Fault">Null where every output is as the pilot said and durable; else what is wrong.</param>
/// <param name="NothingElse">True where nothing but the outputs is there, so that there is nothing to sweep.</param>
internal readonly record struct OutputFindings(FailureEvidence? Fault, bool NothingElse);
