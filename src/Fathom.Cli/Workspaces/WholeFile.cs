namespace Fathom.Cli.Workspaces;

/// <summary>Writes a file that is there as a whole, and on the disk, or not at all.</summary>
internal static class WholeFile
{
    public static void Write(string path, Action<string> write)
    {
        string part = path + ".part";
        write(part);
        using (FileStream written = new(part, FileMode.Open, FileAccess.ReadWrite))
        {
            written.Flush(flushToDisk: true);
        }

        File.Move(part, path, overwrite: true);
    }
}
