using System.Globalization;
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

/// <summary>Inputs that a payload can read.</summary>
/// <param name="Inputs">Each with its path on this machine.</param>
/// <param name="ReadSeconds">How long bringing all of them to this node took [s]; null where they are read in place.</param>
internal sealed record StagedInputs(IReadOnlyList<StepInput> Inputs, double? ReadSeconds);

/// <summary>Finds for each input a replica whose size and bytes are the catalogue's.</summary>
/// <remarks>
/// An element without a ceiling is checked, and then read in place by the payload. Where a pace was granted the pilot copies the input to
/// the node at that pace, checking it on the way: so it is read from the element once, no faster than was granted, whatever program
/// the payload is.
/// </remarks>
/// <param name="elements">Where they lie.</param>
/// <param name="time">The clock.</param>
internal sealed class InputStaging(NodeElements elements, TimeProvider time)
{
    /// <summary>The inputs, each checked and readable on this machine.</summary>
    /// <param name="inputs">What to bring.</param>
    /// <param name="folder">Where copies go; made where there are any.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="InputUnavailableException">An input has no good replica.</exception>
    /// <exception cref="IOException">A copy cannot be written.</exception>
    public async Task<StagedInputs> StageAsync(IReadOnlyList<LeasedInput> inputs, string folder, CancellationToken cancellation)
    {
        var copies = inputs.Any(input => input.BytesPerSecond is not null);
        var began = time.GetTimestamp();
        var staged = new StepInput[inputs.Count];
        for (var i = 0; i < inputs.Count; i++)
        {
            var below = copies ? Path.Combine(folder, i.ToString(CultureInfo.InvariantCulture)) : null;
            staged[i] = new StepInput(inputs[i].Lfn, inputs[i].Tier, await FindAsync(inputs[i], below, cancellation));
        }
        return new StagedInputs(staged, copies ? time.GetElapsedTime(began).TotalSeconds : null);
    }

    /// <summary>The first element that inputs were read in place from and that is away now; null where all are there.</summary>
    public async Task<StorageAwayException?> AwayUnderAsync(IReadOnlyList<LeasedInput> inputs)
    {
        foreach (var input in inputs.Where(input => input is { BytesPerSecond: null, Replicas.Count: > 0 }))
        {
            if (await elements.AskAnewAsync(input.Replicas[0].Element) is { Trouble: StorageAwayException away })
            {
                return away;
            }
        }
        return null;
    }

    private async Task<string> FindAsync(LeasedInput input, string? folder, CancellationToken cancellation)
    {
        var (faults, damaged) = (new List<string>(), false);
        StorageException? ofElement = null;
        foreach (var replica in input.Replicas)
        {
            try
            {
                var element = await elements.AnsweringAsync(replica.Element);
                var (found, path) = folder is null
                    ? element.Measure(replica.Path, cancellation)
                    : await CopyAsync(element, replica.Path, folder, input.BytesPerSecond ?? double.PositiveInfinity, cancellation);
                if (found.Size == input.Size && found.Adler32 == input.Adler32)
                {
                    return path;
                }
                damaged = true;
                faults.Add($"{replica.Element.Name}:{replica.Path} has {found.Size} bytes with adler32 {found.Adler32}");
            }
            catch (Exception failure) when (failure is StorageException or StoragePathException)
            {
                // That the file is not there is of the file; all else, of the element: nothing is known of the file yet.
                ofElement ??= failure is StorageMissingException ? null : failure as StorageException;
                faults.Add(failure.Message);
            }
        }
        throw new InputUnavailableException(
            ofElement?.Cause ?? (damaged ? "InputDamaged" : "InputUnavailable"),
            $"{input.Lfn}: expected {input.Size} bytes with adler32 {input.Adler32}; "
            + (faults.Count == 0 ? "it has no replica." : string.Join("; ", faults)),
            ofElement?.Element ?? (input.Replicas.Count > 0 ? input.Replicas[0].Element.Name : null));
    }

    private async Task<(StoredFile Found, string LocalPath)> CopyAsync(
        FolderElement element, string path, string folder, double bytesPerSecond, CancellationToken cancellation)
    {
        var copy = Path.Combine(folder, Path.GetFileName(path)); // the name tells commands what it is
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true); // what a bad replica left
        }
        Directory.CreateDirectory(folder);
        return (await element.CopyOutAsync(path, copy, bytesPerSecond, time, cancellation), copy);
    }
}
