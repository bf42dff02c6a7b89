using System.Diagnostics;

namespace Fathom.SmallDisks;

/// <summary>A file system of a few megabytes of its own (needs the right to mount).</summary>
internal sealed class SmallDisk : IDisposable
{
    private SmallDisk(string path) => Path = path;

    public string Path { get; }

    /// <summary>Mounts it, or says why not.</summary>
    public static (SmallDisk? Disk, string Reason) TryMount(string path, int mebibytes)
    {
        Directory.CreateDirectory(path);
        string? fault = Run("mount", "-t", "tmpfs", "-o", $"size={mebibytes}m", "tmpfs", path);
        return fault is null ? (new SmallDisk(path), "") : (null, $"a small disk cannot be mounted here: {fault}");
    }

    public void MakeReadOnly()
    {
        string? fault = Run("mount", "-o", "remount,ro", Path);
        Assert.True(fault is null, fault);
    }

    public void Dispose() => Run("umount", "-l", Path);

    private static string? Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        string said = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? null : said.Trim();
    }
}
