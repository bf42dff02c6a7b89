namespace Fathom.Compute.Pilot;

/// <summary>Folders and files that their owner alone may enter and read, from the instant they are made.</summary>
internal static class PrivateFiles
{
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Makes a folder.</summary>
    public static string MakeFolder(string path) => OperatingSystem.IsWindows()
        ? Directory.CreateDirectory(path).FullName
        : Directory.CreateDirectory(path, OwnerFile | UnixFileMode.UserExecute).FullName;

    /// <summary>True where anybody may make files in a folder, as in /tmp: what lies there is not to be trusted for its name.</summary>
    public static bool IsOpenToAll(string folder) =>
        !OperatingSystem.IsWindows() && (File.GetUnixFileMode(folder) & UnixFileMode.OtherWrite) != 0;

    /// <summary>Lets the owner read and run a file, and nobody write it.</summary>
    public static void MakeExecutable(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Makes a file that is not there yet.</summary>
    public static FileStream MakeFile(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerFile;
        }
        return new FileStream(path, options);
    }
}
