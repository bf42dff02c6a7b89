using Fathom.Identity.Tokens;
using Fathom.Production;
using Fathom.Production.Protocol;
using Fathom.Storage.Checksums;
using Fathom.Storage.Elements;

namespace Fathom.Portal.Content;

/// <summary>What became of an output that a pilot wants to create through the server.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Created">The file, where it is there.</param>
/// <param name="Reason">Why not.</param>
internal readonly record struct OutputAnswer(int Status, CreatedOutput? Created, string Reason);

/// <summary>Creates outputs of attempts for pilots that do not see the element themselves: at the attempt's own path alone, while it is live.</summary>
public sealed class OutputDesk(Ledger ledger, StorageElements elements)
{
    private const int AtATime = 16;
    private const string Closed = "The attempt is closed, or has uploaded already.";

    internal Doors Doors { get; } = new(AtATime);

    /// <summary>Creates a file. The repeat of the same bytes is answered as the first.</summary>
    /// <param name="claim">What the token allows.</param>
    /// <param name="element">Name of the element.</param>
    /// <param name="path">Path of the file below its root.</param>
    /// <param name="content">Its bytes, to their end.</param>
    /// <param name="cancellation">Whoever sends is gone.</param>
    internal async Task<OutputAnswer> CreateAsync(CreationClaim claim, string element, string path, Stream content, CancellationToken cancellation)
    {
        if (!claim.Allows(element, path) || StoragePath.Fault(path) is not null)
        {
            return new(403, null, "The storage token does not allow to create this file.");
        }

        if (!ledger.MayCreate(element, claim.Folder))
        {
            return new(409, null, Closed);
        }

        if (elements.Find(element) is not { } at)
        {
            return new(409, null, $"This server cannot reach storage element {element}.");
        }

        try
        {
            StoredFile made = await at.CreateAsync(path, content, cancellation);
            if (ledger.MayCreate(element, claim.Folder))
            {
                return new(200, new CreatedOutput(made.Size, made.Adler32!), "");
            }

            // Closed while the bytes came, and perhaps swept already: from here on nobody else would look.
            at.Delete(path);
            return new(409, null, Closed);
        }
        catch (StorageConflictException taken)
        {
            return await RepeatAsync(at, path, content, taken, cancellation);
        }
        catch (StorageException fault)
        {
            return new(fault is StorageFullException ? 507 : 500, null, fault.Message);
        }
    }

    // The answer to the first try was lost: the same bytes are there.
    private static async Task<OutputAnswer> RepeatAsync(
        IStorageElement at, string path, Stream content, StorageConflictException taken, CancellationToken cancellation)
    {
        (long size, string adler32) = await FileChecksum.OfAsync(content, cancellation);
        return at.Stat(path) is { } there && there.Size == size && await at.ChecksumAsync(path, cancellation) == adler32
            ? new(200, new CreatedOutput(size, adler32), "")
            : new(409, null, taken.Message);
    }
}
