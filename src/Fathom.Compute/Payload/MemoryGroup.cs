using System.Diagnostics;
using System.Globalization;

namespace Fathom.Compute.Payload;

/// <summary>A control group of the kernel that holds a payload with all it starts: together they never pass their memory limit, not even
/// between two looks at /proc, and a process that left its session is ended all the same.</summary>
/// <remarks>Made below the pilot's own group, where the node lets the pilot do so: version 1 has a tree for memory alone, in version 2
/// memory must be delegated (https://docs.kernel.org/admin-guide/cgroup-v1/memory.html, …/cgroup-v2.html). Elsewhere the looks at
/// /proc are what holds the limit.</remarks>
internal sealed class MemoryGroup : IDisposable
{
    private const string Root = "/sys/fs/cgroup", Prefix = "fathom-";

    // Version 2: what passes the limit ends as a whole.
    private const string EndTogether = "memory.oom.group";

    // The shell joins the group and becomes the program: nothing of the payload ever runs outside.
    private const string Join = "echo $$ >\"$0\" && exec \"$@\"";
    private static int made;

    private readonly string folder;
    private readonly string oomFile;
    private readonly long limit;

    private MemoryGroup(string folder, string oomFile, long limit) => (this.folder, this.oomFile, this.limit) = (folder, oomFile, limit);

    /// <summary>Makes a group for a payload; null where the node does not let the pilot.</summary>
    /// <param name="limit">Most memory of all its processes together [byte].</param>
    public static MemoryGroup? TryMake(long limit)
    {
        try
        {
            foreach (var (parent, limitFile, oomFile) in PlacesOf(File.ReadLines("/proc/self/cgroup")))
            {
                if (TryMake(Path.Combine(Root, parent), limitFile, oomFile, limit) is { } group)
                {
                    return group;
                }
            }
        }
        catch (Exception none) when (none is IOException or UnauthorizedAccessException)
        {
            // A node without control groups.
        }
        return null;
    }

    /// <summary>Where a group could be made, by the lines of /proc/self/cgroup: its parent under the root of all groups, and the names
    /// of the files for the limit and for what became of it.</summary>
    internal static IEnumerable<(string Parent, string LimitFile, string OomFile)> PlacesOf(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            var parts = line.Split(':', 3);
            if (parts.Length == 3 && parts[2].StartsWith('/') && !parts[2].Contains("..", StringComparison.Ordinal))
            {
                var own = parts[2].TrimStart('/');
                if (parts[1].Split(',').Contains("memory"))
                {
                    yield return (Path.Combine("memory", own), "memory.limit_in_bytes", "memory.oom_control");
                }
                else if (parts is ["0", "", _])
                {
                    yield return (own, "memory.max", "memory.events");
                }
            }
        }
    }

    /// <summary>The start of a program as it begins in this group.</summary>
    public PayloadStart Within(PayloadStart start) => start with
    {
        Program = "/bin/sh",
        Arguments = ["-c", Join, Path.Combine(folder, "cgroup.procs"), start.Program, .. start.Arguments],
    };

    /// <summary>The limit that the kernel held by ending a process of the group, or null.</summary>
    public LimitBreach? Breach => OomKills() > 0
        ? new LimitBreach("MemoryLimit", $"the node's kernel ended a process of it, the limit is {PayloadLimits.MiB(limit)}")
        : null;

    /// <summary>Ends every process that is still in the group, and removes it.</summary>
    public void Dispose()
    {
        try
        {
            foreach (var line in File.ReadLines(Path.Combine(folder, "cgroup.procs")))
            {
                Kill(int.Parse(line, CultureInfo.InvariantCulture));
            }
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            // It was removed by the node.
        }
        Remove(folder);
    }

    private static MemoryGroup? TryMake(string parent, string limitFile, string oomFile, long limit)
    {
        if (!File.Exists(Path.Combine(parent, "cgroup.procs")))
        {
            return null;
        }
        RemoveLeft(parent);
        var folder = Path.Combine(parent, string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Environment.ProcessId}-{Interlocked.Increment(ref made)}"));
        try
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(Path.Combine(folder, limitFile), limit.ToString(CultureInfo.InvariantCulture));
            if (File.Exists(Path.Combine(folder, EndTogether)))
            {
                File.WriteAllText(Path.Combine(folder, EndTogether), "1");
            }
            return new MemoryGroup(folder, Path.Combine(folder, oomFile), limit);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            Remove(folder);
            return null;
        }
    }

    private static void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder);
        }
        catch (Exception busy) when (busy is IOException or UnauthorizedAccessException)
        {
            // What was just killed is not gone yet: a later pilot removes it.
        }
    }

    // Groups that a killed pilot left. A living one's are its own business: one that is empty may be about to be joined.
    private static void RemoveLeft(string parent)
    {
        foreach (var group in Directory.EnumerateDirectories(parent, Prefix + "*"))
        {
            try
            {
                if (!Directory.Exists("/proc/" + Path.GetFileName(group)[Prefix.Length..].Split('-')[0]))
                {
                    Directory.Delete(group);
                }
            }
            catch (Exception held) when (held is IOException or UnauthorizedAccessException)
            {
                // Its payload outlived it so far.
            }
        }
    }

    private long OomKills()
    {
        try
        {
            return File.ReadLines(oomFile).Select(line => line.Split(' ')).Where(parts => parts is ["oom_kill", _])
                .Select(parts => long.Parse(parts[1], CultureInfo.InvariantCulture)).FirstOrDefault();
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    private static void Kill(int process)
    {
        try
        {
            using var living = Process.GetProcessById(process);
            living.Kill();
        }
        catch (Exception ended) when (ended is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // It ended by itself.
        }
    }
}
