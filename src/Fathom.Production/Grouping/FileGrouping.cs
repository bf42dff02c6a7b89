using System.Runtime.InteropServices;

namespace Fathom.Production.Grouping;

/// <summary>An unused input file, as grouping sees it.</summary>
/// <param name="Id">The file.</param>
/// <param name="Run">Its run, or null.</param>
/// <param name="Section">Its section, or null.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Location">Names of the elements of its valid replicas, sorted and joined by a comma; only for <see cref="GroupingKind.ByLocation"/>.</param>
/// <param name="RunComplete">Whether every section of its run is an input; only for <see cref="GroupingKind.ByRun"/>.</param>
public readonly record struct GroupingFile(long Id, int? Run, int? Section, long Size, string Location = "", bool RunComplete = false);

/// <summary>The inputs of one job.</summary>
/// <param name="Files">At least one, in the order given.</param>
/// <param name="Run">Their run where they have one and the same.</param>
/// <param name="Section">The section of a single file.</param>
/// <param name="Bytes">Their bytes.</param>
public sealed record InputGroup(IReadOnlyList<long> Files, int? Run, int? Section, long Bytes);

/// <summary>Files → groups: one pure function.</summary>
public static class FileGrouping
{
    /// <summary>Makes groups of files, in their order. Every file is in at most one group; what is in none waits for more files.</summary>
    /// <param name="policy">How.</param>
    /// <param name="files">The unused files, in the order in which they are to be worked on.</param>
    /// <param name="flush">Incomplete groups are given too, so that no file waits.</param>
    public static IReadOnlyList<InputGroup> Group(GroupingPolicy policy, ReadOnlySpan<GroupingFile> files, bool flush)
    {
        var groups = new List<InputGroup>();
        var open = new Dictionary<(string Location, int? Run), Bucket>();
        foreach (ref readonly GroupingFile file in files)
        {
            if (policy.Kind == GroupingKind.PerFile)
            {
                groups.Add(new InputGroup([file.Id], file.Run, file.Section, file.Size));
                continue;
            }

            ref Bucket? bucket = ref CollectionsMarshal.GetValueRefOrAddDefault(open, KeyOf(policy, file), out _);
            bucket ??= new Bucket();
            bucket.Add(policy, file, groups);
        }

        foreach (Bucket bucket in open.Values)
        {
            bucket.End(policy, flush, groups);
        }

        return groups;
    }

    private static (string, int?) KeyOf(GroupingPolicy policy, in GroupingFile file) => (
        policy.Kind == GroupingKind.ByLocation ? file.Location : "",
        policy.WithinRun || policy.Kind == GroupingKind.ByRun ? file.Run : null);

    /// <summary>Files that may share a job and wait for more.</summary>
    private sealed class Bucket
    {
        private readonly List<GroupingFile> _files = [];
        private long _bytes;

        public void Add(GroupingPolicy policy, in GroupingFile file, List<InputGroup> groups)
        {
            // A file that does not fit closes the group before it: groups never exceed their bytes, and order is kept.
            if (policy.Kind == GroupingKind.BySize && _files.Count > 0 && _bytes + file.Size > policy.Size)
            {
                Close(groups);
            }

            _files.Add(file);
            _bytes += file.Size;
            if (IsFull(policy))
            {
                Close(groups);
            }
        }

        public void End(GroupingPolicy policy, bool flush, List<InputGroup> groups)
        {
            if (_files.Count > 0 && (flush || (policy.Kind == GroupingKind.ByRun && _files[0].RunComplete)))
            {
                Close(groups);
            }
        }

        private bool IsFull(GroupingPolicy policy) => policy.Kind switch
        {
            GroupingKind.BySize => _bytes >= policy.Size,
            GroupingKind.ByNumber or GroupingKind.ByLocation => _files.Count >= policy.Size,
            _ => false,
        };

        private void Close(List<InputGroup> groups)
        {
            int? run = _files.TrueForAll(file => file.Run == _files[0].Run) ? _files[0].Run : null;
            groups.Add(new InputGroup([.. _files.Select(file => file.Id)], run, _files.Count == 1 ? _files[0].Section : null, _bytes));
            _files.Clear();
            _bytes = 0;
        }
    }
}
