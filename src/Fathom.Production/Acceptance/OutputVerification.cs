using Fathom.Production.Protocol;
using Fathom.Storage.Elements;

namespace Fathom.Production.Acceptance;

/// <summary>The server's own check of uploaded outputs at the storage element: size, checksum, and that they are durable.</summary>
internal sealed class OutputVerification(StorageElements elements)
{
    /// <summary>Null where every output is as the pilot said and durable; else what was found.</summary>
    /// <exception cref="StorageDurabilityException">The element could not make the bytes durable: the server must end (law 4).</exception>
    public async Task<FailureEvidence?> CheckAsync(UploadedAttempt attempt, CancellationToken cancellation)
    {
        if (elements.Find(attempt.Element) is not { } element)
        {
            return Evidence(attempt, "StorageElementUnknown", $"This server cannot reach storage element {attempt.Element}.");
        }

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
            catch (StorageException fault) when (fault is not StorageDurabilityException)
            {
                return Evidence(attempt, fault.Cause, fault.Message);
            }
        }

        return null;
    }

    private static FailureEvidence Evidence(UploadedAttempt attempt, string cause, string detail) =>
        new(FailureOrigin.Infrastructure, cause, detail, null, null, "", attempt.Upload.Use);
}
