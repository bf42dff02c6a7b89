using System.Diagnostics;
using System.Globalization;
using Fathom.Root.Tests.Expected;
using Xunit.Abstractions;

namespace Fathom.Root.Tests.Fuzz;

/// <summary>
/// Seeded changes of real files to all parsers: whatever the bytes, reading ends with values or with the documented error.
/// Change number n is the same on every machine: <c>FATHOM_FUZZ_FIRST</c> and <c>FATHOM_FUZZ_COUNT</c> choose which ones the
/// long test makes, so that one of them can be made again.
/// </summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    /// <summary>Far above what these files need, far below what a forged length could ask for.</summary>
    private const long AllowedAllocation = 256L << 20;

    private const int Default = 3_000;
    private const int Million = 1_000_000;
    private static readonly TimeSpan s_allowedTime = TimeSpan.FromSeconds(20);

    [Fact]
    public void Thousands_of_changes_give_values_or_the_documented_error_in_bounded_memory_and_time() => Run(first: 0, Default);

    [Fact]
    [Trait("Duration", "Long")]
    public void A_million_changes_give_values_or_the_documented_error_in_bounded_memory_and_time() =>
        Run(Number("FATHOM_FUZZ_FIRST", 0), Number("FATHOM_FUZZ_COUNT", Million));

    /// <summary>Negative numbers of entries; items of no bytes up to the end of an entry.</summary>
    [Fact]
    public void Changes_that_once_gave_another_error_or_no_end_give_the_documented_one() =>
        Assert.All(Make([32_181, 55_541, 66_031, 77_265, 102_401, 115_209, 132_013, 137_557]), target => Assert.InRange(target.Value.Refused, 0, target.Value.Made));

    private static int Number(string variable, int standard) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : standard;

    private void Run(int first, int count)
    {
        Dictionary<string, (int Made, int Refused)> counts = Make(Enumerable.Range(first, count));
        if (counts.Count == 0)
        {
            return;
        }

        // Changes that are never refused would test nothing; where a checksum stands before all, they always are.
        Assert.All(counts.Where(target => target.Value.Made > 100), target => Assert.InRange(target.Value.Refused, 1, target.Value.Made));
        Assert.InRange(counts.Values.Sum(target => target.Refused), count / 20, count * 19 / 20);
    }

    /// <summary>Makes changes, by their numbers.</summary>
    /// <returns>How many were made to each target, and refused; nothing where there are no files.</returns>
    private Dictionary<string, (int Made, int Refused)> Make(IEnumerable<int> numbers)
    {
        Dictionary<string, (int Made, int Refused)> counts = [];
        if (ExpectedFile.Folder is not string data)
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", "shared/data is in no folder above the tests");
            return counts;
        }

        using FuzzTargets targets = new(data);
        long most = 0;
        TimeSpan longest = TimeSpan.Zero;
        List<string> faults = [];
        foreach (int number in numbers.TakeWhile(_ => faults.Count < 10))
        {
            FuzzTarget target = targets.All[number % targets.All.Count];
            long before = GC.GetAllocatedBytesForCurrentThread();
            long start = Stopwatch.GetTimestamp();
            bool refused = Try(target, number, faults);
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            TimeSpan took = Stopwatch.GetElapsedTime(start);
            if (allocated > AllowedAllocation || took > s_allowedTime)
            {
                faults.Add($"change {number} of {target.Name}: {allocated} bytes, {took.TotalSeconds:0.0} s");
            }

            (most, longest) = (Math.Max(most, allocated), took > longest ? took : longest);
            (int made, int known) = counts.GetValueOrDefault(target.Name);
            counts[target.Name] = (made + 1, known + (refused ? 1 : 0));
        }

        output.WriteLine($"at most {most >> 10} KiB and {longest.TotalMilliseconds:0} ms for one");
        foreach ((string name, (int made, int refused)) in counts)
        {
            output.WriteLine($"{made,8} {refused,8} refused  {name}");
        }

        Assert.True(faults.Count == 0, string.Join("\n\n", faults));
        return counts;
    }

    private static bool Try(FuzzTarget target, int number, List<string> faults)
    {
        try
        {
            return target.Run(new Random(number));
        }
        catch (Exception unexpected)
        {
            faults.Add($"change {number} of {target.Name}: {unexpected}");
            return true;
        }
    }
}
