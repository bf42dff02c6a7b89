using System.Diagnostics;
using System.Globalization;

namespace Fathom.Benchmarks.Ledger;

/// <summary>A control group of the kernel with a limit on memory, page cache included, in which a server is measured.</summary>
/// <remarks>https://docs.kernel.org/admin-guide/cgroup-v1/memory.html; version 2 has other names for the same files.</remarks>
internal sealed class MemoryCage : IDisposable
{
    private readonly string _folder;

    private MemoryCage(string folder) => _folder = folder;

    /// <summary>Highest use so far, page cache included [byte].</summary>
    public long Highest => Number("memory.max_usage_in_bytes") ?? Number("memory.peak") ?? 0;

    /// <summary>Makes a group with a limit [byte]; null where this user may not.</summary>
    public static MemoryCage? TryMake(long limit)
    {
        foreach ((string parent, string file) in new[] { ("/sys/fs/cgroup/memory", "memory.limit_in_bytes"), ("/sys/fs/cgroup", "memory.max") })
        {
            string folder = Path.Combine(parent, string.Create(CultureInfo.InvariantCulture, $"fathom-bench-{Environment.ProcessId}"));
            try
            {
                Directory.CreateDirectory(folder);
                File.WriteAllText(Path.Combine(folder, file), limit.ToString(CultureInfo.InvariantCulture));
                return new MemoryCage(folder);
            }
            catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
            {
                TryDelete(folder);
            }
        }

        return null;
    }

    /// <summary>Forgets the pages that others have read: those that the server reads count for it alone.</summary>
    public static void DropPageCache()
    {
        try
        {
            File.WriteAllText("/proc/sys/vm/drop_caches", "1");
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // Pages that the preload left are then charged to it.
        }
    }

    /// <summary>The same start, inside: the shell joins the group and becomes the program.</summary>
    public void Enclose(ProcessStartInfo start)
    {
        string[] program = [start.FileName, .. start.ArgumentList];
        start.FileName = "/bin/sh";
        start.ArgumentList.Clear();
        foreach (string word in new[] { "-c", "echo $$ >\"$0\" && exec \"$@\"", Path.Combine(_folder, "cgroup.procs") }.Concat(program))
        {
            start.ArgumentList.Add(word);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => TryDelete(_folder);

    private static void TryDelete(string folder)
    {
        try
        {
            Directory.Delete(folder);
        }
        catch (Exception left) when (left is IOException or UnauthorizedAccessException)
        {
            // An empty group is left to the system.
        }
    }

    private long? Number(string file) => File.Exists(Path.Combine(_folder, file))
        ? long.Parse(File.ReadAllText(Path.Combine(_folder, file)), CultureInfo.InvariantCulture)
        : null;
}
