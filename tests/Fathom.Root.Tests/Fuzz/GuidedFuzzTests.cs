using System.Globalization;
using Fathom.Root.Tests.Expected;
using Xunit.Abstractions;

namespace Fathom.Root.Tests.Fuzz;

/// <summary>
/// Changes upon changes: what brings a parser to a new refusal is changed again. <c>FATHOM_FUZZ_COUNT</c> says how many the long
/// test makes of each file; with <c>DOTNET_TieredCompilation=0</c>, how far the guidance comes is compared with none.
/// </summary>
public sealed class GuidedFuzzTests(ITestOutputHelper output)
{
    private const int Few = 400;
    private const int Many = 60_000;
    private const int Seed = 2_718;

    private static readonly string[] s_files =
    [
        "root/ttree/uproot-leaflist.root", "root/ttree/uproot-stl_containers.root", "root/ttree/string-example.root",
        "root/rntuple/test_stl_containers_rntuple_v1-0-0-0.root", "root/rntuple/test_1jag_int_float_rntuple_v1-0-0-0.root",
    ];

    [Fact]
    public void Changes_of_changes_give_values_or_the_documented_error() => Run(Few);

    [Fact]
    [Trait("Duration", "Long")]
    public void Many_changes_of_changes_give_values_or_the_documented_error() =>
        Run(int.TryParse(Environment.GetEnvironmentVariable("FATHOM_FUZZ_COUNT"), NumberStyles.None, CultureInfo.InvariantCulture, out int count) ? count : Many);

    private void Run(int changes)
    {
        if (ExpectedFile.Folder is not string data)
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", "shared/data is in no folder above the tests");
            return;
        }

        int guided = 0;
        int blind = 0;
        int kept = 0;
        foreach (string name in s_files)
        {
            byte[] plain = PlainFile.Of(File.ReadAllBytes(Path.Combine(data, name)));
            GuidedFuzz.Outcome without = GuidedFuzz.Run(plain, changes, Seed, guided: false);
            GuidedFuzz.Outcome found = GuidedFuzz.Run(plain, changes, Seed, guided: true);
            output.WriteLine($"{found.Paths,6} ways to a refusal, {without.Paths,6} without guidance, {found.Kept,5} kept  {name}");
            kept += found.Kept;
            guided += found.Paths;
            blind += without.Paths;
        }

        // Of one file it can be none: which way is new depends on when the runtime compiles what.
        Assert.True(kept > 0, "nothing was changed again");

        // As many changes of the files alone come to fewer places, or the guidance is worth nothing. Where methods are compiled a
        // second time meanwhile, and inlined then, one way counts for two: the numbers cannot be compared.
        bool compiledOnce = Environment.GetEnvironmentVariable("DOTNET_TieredCompilation") == "0";
        output.WriteLine($"{guided} ways to a refusal with guidance, {blind} without{(compiledOnce ? "" : ", some of them twice")}");
        Assert.True(guided > blind || !compiledOnce, $"{guided} ways to a refusal with guidance, {blind} without");
    }
}
