using Fathom.Compute.Steps;
using Fathom.Production.Protocol;
using Fathom.Storage.Elements;
using Fathom.Storage.Folder;

namespace Fathom.Compute.Pilot;

/// <summary>No replica of an input can be used.</summary>
/// <param name="cause">Normalised cause.</param>
/// <param name="detail">What is wrong with each replica.</param>
/// <param name="element">Element of the replica that was to be read; null where there is none.</param>
public sealed class InputUnavailableException(string cause, string detail, string? element = null) : Exception(detail)
{
    /// <summary>Element of the replica that was to be read first; null where there is none.</summary>
    public string? Element { get; } = element;

    /// <summary>Normalised cause.</summary>
    public string Cause { get; } = cause;
}

/// <summary>Finds for each input a replica whose size and bytes are the catalogue's.</summary>
internal static class InputStaging
{
    /// <summary>The inputs, each checked and readable on this machine.</summary>
    /// <exception cref="InputUnavailableException">An input has no good replica.</exception>
    public static IReadOnlyList<StepInput> Stage(IReadOnlyList<LeasedInput> inputs, CancellationToken cancellation) =>
        [.. inputs.Select(input => new StepInput(input.Lfn, input.Tier, Find(input, cancellation)))];

    private static string Find(LeasedInput input, CancellationToken cancellation)
    {
        var (faults, damaged) = (new List<string>(), false);
        foreach (var replica in input.Replicas)
        {
            try
            {
                // A folder is on this machine: the payload reads the replica in place.
                var element = FolderOf(replica.Element);
                var (found, path) = element.Measure(replica.Path, cancellation);
                if (found.Size == input.Size && found.Adler32 == input.Adler32)
                {
                    return path;
                }
                damaged = true;
                faults.Add($"{replica.Element.Name}:{replica.Path} has {found.Size} bytes with adler32 {found.Adler32}");
            }
            catch (Exception failure) when (failure is StorageException or StoragePathException)
            {
                faults.Add(failure.Message);
            }
        }
        throw new InputUnavailableException(
            damaged ? "InputDamaged" : "InputUnavailable",
            $"{input.Lfn}: expected {input.Size} bytes with adler32 {input.Adler32}; "
            + (faults.Count == 0 ? "it has no replica." : string.Join("; ", faults)),
            input.Replicas.Count > 0 ? input.Replicas[0].Element.Name : null);
    }

    /// <summary>The element at an address; its folder must exist.</summary>
    internal static FolderElement FolderOf(StorageElementAddress address) => address.Kind == "folder"
        ? new FolderElement(address.Name, address.Root, make: false)
        : throw new StorageDeniedException(address.Name, "", $"this pilot does not know elements of kind '{address.Kind}'");
}
