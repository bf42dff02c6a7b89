using Fathom.Compute.Node;
using Fathom.Compute.Payload;

namespace Fathom.Compute.Pilot;

/// <summary>The pilot's scratch on this machine.</summary>
internal static class ScratchFolder
{
    private const string Prefix = "pilot-", Held = ".held";

    /// <summary>Name of a pilot's folder, from which the engine knows whose it is when the pilot was killed.</summary>
    public static string NameOf(PilotIdentity pilot) => Prefix + pilot.Name;

    /// <summary>Makes the pilot's own folder, readable by its owner alone.</summary>
    public static string Make(string parent, PilotIdentity pilot)
    {
        Directory.CreateDirectory(parent);
        return PrivateFiles.MakeFolder(Path.Combine(parent, NameOf(pilot)));
    }

    /// <summary>Says that the pilot of a scratch lives, until disposed or the process is gone; null where that cannot be said.</summary>
    public static IDisposable? Hold(string scratch) => FileLock.TryTake(Path.Combine(scratch, Held), FileMode.OpenOrCreate);

    /// <summary>Ends and removes what killed pilots of this machine left beside a pilot's scratch; nothing in a folder that anybody may
    /// write to, where another user may have made what looks like it.</summary>
    /// <param name="parent">The folder of all scratches.</param>
    /// <param name="log">Receives what was found.</param>
    public static void RemoveLeft(string parent, TextWriter log)
    {
        foreach (var scratch in Left(parent))
        {
            using var dead = FileLock.TryTake(Path.Combine(scratch, Held), FileMode.Open);
            if (dead is not null) // else its pilot lives, or is of a version that did not say so
            {
                End(scratch, log);
            }
        }
    }

    /// <summary>Ends the processes that a dead pilot left, and removes its scratch.</summary>
    public static void End(string scratch, TextWriter log)
    {
        if (!Directory.Exists(scratch))
        {
            return; // its pilot ended in order
        }
        if (LeftProcesses.End(scratch) is var ended and > 0)
        {
            log.WriteLine($"{scratch}: ended {ended} processes of payloads whose pilot is dead");
        }
        Remove(scratch, log);
    }

    /// <summary>With less than this free [byte], a file system is full to a payload.</summary>
    private const long LeastFree = 1 << 20;

    /// <summary>True where the file system of a folder has no room: what runs there fails, and cannot even say why.</summary>
    public static bool IsFull(string folder)
    {
        try
        {
            var disk = new DriveInfo(folder);
            return disk.TotalSize > 0 && disk.AvailableFreeSpace < LeastFree;
        }
        catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException)
        {
            return false; // whoever writes there will say it
        }
    }

    /// <summary>Removes a folder; what cannot be removed is told and stays.</summary>
    public static void Remove(string folder, TextWriter log)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // Gone already.
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            log.WriteLine($"{folder}: scratch could not be removed: {failure.Message}");
        }
    }

    private static string[] Left(string parent)
    {
        try
        {
            return PrivateFiles.IsOpenToAll(parent) ? [] : [.. Directory.EnumerateDirectories(parent, Prefix + "*")
                .Where(folder => PilotIdentity.FromName(Path.GetFileName(folder)[Prefix.Length..]) is { } pilot && pilot.Host == Environment.MachineName)];
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
