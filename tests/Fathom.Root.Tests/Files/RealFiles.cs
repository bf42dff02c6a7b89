using System.Text.Json;
using Xunit.Abstractions;

namespace Fathom.Root.Tests.Files;

/// <summary>Files written by ROOT, and what an independent reader (uproot) gets from them.</summary>
internal static class RealFiles
{
    internal static readonly string[] Names =
    [
        "Run2012BC_DoubleMuParked_Muons_1000evts_rntuple_v1-0-0-0.root",
        "ntpl001_staff_rntuple_v1-0-1-0.root",
        "test_1jag_int_float_rntuple_v1-0-0-0.root",
        "test_bit_rntuple_v1-0-0-0.root",
        "test_int_5e4_rntuple_v1-0-0-0.root",
        "test_int_float_rntuple_v1-0-0-0.root",
        "test_int_multicluster_rntuple_v1-0-0-0.root",
        "test_ntuple_minimal.root",
        "test_ntuple_minimal_2col.root",
        "test_split_3e4_rntuple_v1-0-0-0.root",
        "test_stl_containers_rntuple_v1-0-0-0.root",
    ];

    private static readonly string? s_data = Find();

    /// <summary>Path of a file; null where the data are not on this machine, which CI does not accept.</summary>
    internal static string? Path(string name, ITestOutputHelper output)
    {
        if (s_data is not null)
        {
            return System.IO.Path.Combine(s_data, "root", "rntuple", name);
        }

        const string Reason = "shared/data is in no folder above the tests: real files are not read";
        Assert.False(Environment.GetEnvironmentVariable("CI") == "true", Reason);
        output.WriteLine($"SKIPPED: {Reason}");
        return null;
    }

    /// <summary>Names of the files that are there, to notice new ones.</summary>
    internal static IEnumerable<string> Present() =>
        s_data is null ? Names : Directory.EnumerateFiles(System.IO.Path.Combine(s_data, "root", "rntuple")).Select(path => System.IO.Path.GetFileName(path));

    internal static JsonElement Expected(string name)
    {
        // Python writes NaN as a bare word, which JSON does not know; none is in the files of this folder.
        string json = File.ReadAllText(System.IO.Path.Combine(s_data!, "expected.json")).Replace("NaN", "null", StringComparison.Ordinal)
            .Replace("-Infinity", "null", StringComparison.Ordinal).Replace("Infinity", "null", StringComparison.Ordinal);
        return JsonDocument.Parse(json).RootElement.GetProperty($"root/rntuple/{name}");
    }

    private static string? Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string candidate = System.IO.Path.Combine(folder.FullName, "shared", "data");
            if (Directory.Exists(System.IO.Path.Combine(candidate, "root", "rntuple")))
            {
                return candidate;
            }
        }

        return null;
    }
}
