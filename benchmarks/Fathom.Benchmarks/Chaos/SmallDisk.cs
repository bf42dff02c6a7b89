using System.Diagnostics;

namespace Fathom.Benchmarks.Chaos;

/// <summary>A disk of a few hundred MiB in memory, where mounting is allowed; else a folder.</summary>
internal sealed class SmallDisk : IDisposable
{
    public SmallDisk(int mebibytes)
    {
        Folder = Directory.CreateTempSubdirectory("fathom-chaos-").FullName;
        Mounted = Run("mount", "-t", "tmpfs", "-o", $"size={mebibytes}m", "tmpfs", Folder);
    }

    public string Folder { get; }

    /// <summary>Whether it is a disk of its own, that can be filled.</summary>
    public bool Mounted { get; }

    public void Dispose()
    {
        if (Mounted)
        {
            Run("umount", "--lazy", Folder);
        }

        Directory.Delete(Folder, recursive: true);
    }

    private static bool Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
