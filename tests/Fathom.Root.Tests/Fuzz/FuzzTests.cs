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
    private const int Default = 3_000;
    private const int Million = 1_000_000;

    [Fact]
    public void Thousands_of_changes_give_values_or_the_documented_error_in_bounded_memory_and_time() => Run(first: 0, Default, threads: 1);

    [Fact]
    [Trait("Duration", "Long")]
    public void A_million_changes_give_values_or_the_documented_error_in_bounded_memory_and_time() =>
        Run(Number("FATHOM_FUZZ_FIRST", 0), Number("FATHOM_FUZZ_COUNT", Million), Environment.ProcessorCount);

    /// <summary>Negative numbers of entries; items of no bytes up to the end of an entry; lists of leaves of more than 2 GB.</summary>
    [Fact]
    public void Changes_that_once_gave_another_error_or_no_end_give_the_documented_one() =>
        Assert.All(Make([32_181, 55_541, 66_031, 77_265, 102_401, 115_209, 132_013, 137_557, 881_105], threads: 1), target => Assert.InRange(target.Value.Refused, 0, target.Value.Made));

    private static int Number(string variable, int standard) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : standard;

    private void Run(int first, int count, int threads)
    {
        Dictionary<string, (int Made, int Refused)> counts = Make([.. Enumerable.Range(first, count)], threads);
        if (counts.Count == 0)
        {
            return;
        }

        // Changes that are never refused would test nothing; where a checksum stands before all, they always are.
        Assert.All(counts.Where(target => target.Value.Made > 100), target => Assert.InRange(target.Value.Refused, 1, target.Value.Made));
        Assert.InRange(counts.Values.Sum(target => target.Refused), count / 20, count * 19 / 20);
    }

    /// <summary>Makes changes, by their numbers, on several threads.</summary>
    /// <returns>How many were made to each target, and refused; nothing where there are no files.</returns>
    private Dictionary<string, (int Made, int Refused)> Make(int[] numbers, int threads)
    {
        Dictionary<string, (int Made, int Refused)> counts = [];
        if (ExpectedFile.Folder is not string data)
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", "shared/data is in no folder above the tests");
            return counts;
        }

        FuzzRun[] runs = new FuzzRun[threads];
        Parallel.For(0, threads, thread => runs[thread] = FuzzRun.Of(data, numbers.Where((_, i) => i % threads == thread)));
        output.WriteLine($"at most {runs.Max(run => run.MostAllocated) >> 10} KiB and {runs.Max(run => run.Longest).TotalMilliseconds:0} ms for one");
        foreach ((string name, (int made, int refused)) in runs.SelectMany(run => run.Counts))
        {
            (int before, int refusedBefore) = counts.GetValueOrDefault(name);
            counts[name] = (before + made, refusedBefore + refused);
        }

        foreach ((string name, (int made, int refused)) in counts)
        {
            output.WriteLine($"{made,8} {refused,8} refused  {name}");
        }

        Assert.True(runs.All(run => run.Faults.Count == 0), string.Join("\n\n", runs.SelectMany(run => run.Faults)));
        return counts;
    }
}
