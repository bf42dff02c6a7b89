using System.Collections.Concurrent;
using Fathom.Production.Protocol;

namespace Fathom.Compute.Pilot;

/// <summary>Folders of attempts in a pilot's scratch.</summary>
/// <remarks>
/// A payload's folder is made for it and removed after it: what survives of it finds nothing to write to. Payloads that run inside
/// the pilot leave nothing that could write on, so that their folders, empty again, serve the next ones: making and removing one for
/// each of a million small jobs is more work for the file system than the jobs.
/// </remarks>
/// <param name="scratch">The pilot's scratch.</param>
/// <param name="log">Where it tells of what it cannot remove.</param>
internal sealed class AttemptFolders(string scratch, TextWriter log)
{
    private readonly ConcurrentBag<string> free = [];
    private int made;

    /// <summary>True where nothing can be written there now.</summary>
    public bool IsFull => ScratchFolder.IsFull(scratch);

    /// <summary>Path of the folder of a payload that is a process; it is not made yet.</summary>
    public string Of(LeaseReference attempt) =>
        Path.Combine(scratch, FormattableString.Invariant($"job-{attempt.JobId}-{attempt.Attempt}-{Guid.NewGuid():N}"));

    /// <summary>Path of an empty folder for a payload that runs inside the pilot; it may not be made yet.</summary>
    public string Inside() => free.TryTake(out var folder)
        ? folder
        : Path.Combine(scratch, FormattableString.Invariant($"inside-{Interlocked.Increment(ref made)}"));

    /// <summary>Removes a folder with all that is in it.</summary>
    public void Remove(string folder) => ScratchFolder.Remove(folder, log);

    /// <summary>Keeps a folder of <see cref="Inside"/> for the next, if it is empty; else it is removed.</summary>
    public void GiveBack(string folder)
    {
        if (IsEmpty(folder))
        {
            free.Add(folder);
        }
        else
        {
            Remove(folder);
        }
    }

    private static bool IsEmpty(string folder)
    {
        try
        {
            return !Directory.EnumerateFileSystemEntries(folder).Any();
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return false; // missing, or not to be trusted with another's output
        }
    }
}
