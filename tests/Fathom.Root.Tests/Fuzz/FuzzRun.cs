using System.Diagnostics;

namespace Fathom.Root.Tests.Fuzz;

/// <summary>Changes made one after the other on one thread, and what came of them.</summary>
internal sealed class FuzzRun
{
    /// <summary>Far above what these files need, far below what a forged length could ask for.</summary>
    private const long AllowedAllocation = 256L << 20;

    private const int EnoughFaults = 10;
    private static readonly TimeSpan s_allowedTime = TimeSpan.FromSeconds(20);

    private FuzzRun()
    {
    }

    /// <summary>How many were made to each target, and refused.</summary>
    internal Dictionary<string, (int Made, int Refused)> Counts { get; } = [];

    /// <summary>Changes that gave another error than the documented one, or took too much memory or time.</summary>
    internal List<string> Faults { get; } = [];

    /// <summary>Bytes that one change had allocated.</summary>
    internal long MostAllocated { get; private set; }

    internal TimeSpan Longest { get; private set; }

    /// <summary>Makes the changes of these numbers, until there are enough faults.</summary>
    internal static FuzzRun Of(string data, IEnumerable<int> numbers)
    {
        FuzzRun run = new();
        using FuzzTargets targets = new(data);
        foreach (int number in numbers.TakeWhile(_ => run.Faults.Count < EnoughFaults))
        {
            run.Make(targets.All[number % targets.All.Count], number);
        }

        return run;
    }

    private void Make(FuzzTarget target, int number)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        long start = Stopwatch.GetTimestamp();
        bool refused = Try(target, number);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        TimeSpan took = Stopwatch.GetElapsedTime(start);
        if (allocated > AllowedAllocation || took > s_allowedTime)
        {
            Faults.Add($"change {number} of {target.Name}: {allocated} bytes, {took.TotalSeconds:0.0} s");
        }

        MostAllocated = Math.Max(MostAllocated, allocated);
        Longest = took > Longest ? took : Longest;
        (int made, int known) = Counts.GetValueOrDefault(target.Name);
        Counts[target.Name] = (made + 1, known + (refused ? 1 : 0));
    }

    private bool Try(FuzzTarget target, int number)
    {
        try
        {
            return target.Run(new Random(number));
        }
        catch (Exception unexpected)
        {
            Faults.Add($"change {number} of {target.Name}: {unexpected}");
            return true;
        }
    }
}
