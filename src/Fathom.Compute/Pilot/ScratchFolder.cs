namespace Fathom.Compute.Pilot;

/// <summary>The pilot's scratch on this machine.</summary>
internal static class ScratchFolder
{
    /// <summary>Name of a pilot's folder, from which the engine knows whose it is when the pilot was killed.</summary>
    public static string NameOf(PilotIdentity pilot) => "pilot-" + pilot.Name;

    /// <summary>Makes the pilot's own folder, readable by its owner alone.</summary>
    public static string Make(string parent, PilotIdentity pilot)
    {
        Directory.CreateDirectory(parent);
        return PrivateFiles.MakeFolder(Path.Combine(parent, NameOf(pilot)));
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
}
