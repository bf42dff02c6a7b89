namespace Fathom.Cli.Workspaces;

/// <summary>Writes a file that is there as a whole or not at all.</summary>
internal static class WholeFile
{
    public static void Write(string path, Action<string> write)
    {
        string part = path + ".part";
        write(part);
        File.Move(part, path, overwrite: true);
    }
}
