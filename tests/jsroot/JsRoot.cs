using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Xunit.Abstractions;

namespace Fathom.JsRootCheck;

/// <summary>
/// Reads ROOT files with JSROOT, an implementation that is not ours, in Node. To be used by a test project through
/// <c>&lt;Compile Include="../jsroot/JsRoot.cs" /&gt;</c>.
/// </summary>
/// <remarks>
/// What JSROOT 7.11.2 does not do: it gives 64-bit integers as float64 (<see cref="AsFloat64(ulong)"/>), reads only the
/// first cluster group, lists fields that were added late (schema extension) but cannot read their values, cannot open an
/// RNTuple without entries beyond its schema (reported here as no entries), and checks no checksums.
/// </remarks>
internal static class JsRoot
{
    private const string Package = "jsroot@7.11.2";
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);

    /// <summary>Whether JSROOT can be run; it is installed where it is not yet.</summary>
    /// <param name="output">Told why the test is skipped.</param>
    /// <exception cref="InvalidOperationException">It cannot, and CI=true: there, it has to.</exception>
    internal static bool IsAvailable(ITestOutputHelper output)
    {
        string? missing = WhatIsMissing();
        if (missing is not null && Environment.GetEnvironmentVariable("CI") == "true")
        {
            throw new InvalidOperationException(missing);
        }

        if (missing is not null)
        {
            output.WriteLine($"SKIPPED: {missing}");
        }

        return missing is null;
    }

    /// <summary>Everything that JSROOT reads from one RNTuple; the form is described in read-rntuple.mjs.</summary>
    internal static JsonElement Read(string file, string ntuple) => Read(file, [ntuple])[ntuple];

    /// <summary>Names of all fields of an RNTuple, and the values of some.</summary>
    internal static JsonElement ReadFields(string file, string ntuple, IEnumerable<string> fields) => Read(file, [$"{ntuple}:{string.Join(',', fields)}"])[ntuple];

    /// <summary>Several RNTuples of one file, by name; starting Node once is much faster than often.</summary>
    internal static Dictionary<string, JsonElement> Read(string file, IEnumerable<string> ntuples) => Read("read-rntuple.mjs", file, ntuples);

    /// <summary>Everything that JSROOT reads from a tree; the form is described in read-ttree.mjs.</summary>
    internal static JsonElement ReadTree(string file, string tree) => Read("read-ttree.mjs", file, [tree])[tree];

    /// <summary>Objects as JSROOT reads them, by name.</summary>
    internal static Dictionary<string, JsonElement> ReadObjects(string file, IEnumerable<string> names) => Read("read-object.mjs", file, names);

    private static Dictionary<string, JsonElement> Read(string script, string file, IEnumerable<string> names)
    {
        (int code, string text, string errors) = Run("node", [script, Path.GetFullPath(file), .. names]);
        return code == 0
            ? text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonDocument.Parse(line).RootElement)
                .ToDictionary(root => root.GetProperty("name").GetString()!)
            : throw new InvalidOperationException($"JSROOT failed on {file} ({code}): {errors}");
    }

    /// <summary>A number of the JSON form, those that JSON cannot say included.</summary>
    internal static double Number(JsonElement value) => value.ValueKind == JsonValueKind.String
        ? value.GetString() switch
        {
            "NaN" => double.NaN,
            "Infinity" => double.PositiveInfinity,
            "-Infinity" => double.NegativeInfinity,
            "-0" => -0.0,
            string other => throw new InvalidOperationException($"no number: {other}"),
            null => throw new InvalidOperationException("no number"),
        }
        : value.GetDouble();

    /// <summary>What JSROOT makes of a 64-bit integer.</summary>
    internal static double AsFloat64(ulong value) => value;

    /// <summary>What JSROOT makes of a 64-bit integer.</summary>
    internal static double AsFloat64(long value) => value;

    private static string? WhatIsMissing()
    {
        if (!Runs("node"))
        {
            return "node is not installed (Debian: apt install nodejs npm); files are not compared with JSROOT";
        }

        if (IsInstalled())
        {
            return null;
        }

        if (!Runs("npm"))
        {
            return $"npm is not installed (Debian: apt install npm), so {Package} cannot be";
        }

        using FileStream turn = TakeTurn();
        if (IsInstalled())
        {
            return null;
        }

        (int code, _, string errors) = Run("npm", "ci", "--omit=optional", "--ignore-scripts", "--no-audit", "--no-fund");
        return code == 0 ? null : $"npm ci of {Package} failed ({code}), perhaps without network: {errors}";
    }

    /// <summary>npm writes this file last: a half-made installation does not count.</summary>
    private static bool IsInstalled() => File.Exists(Path.Combine(Folder(), "node_modules", ".package-lock.json"));

    /// <summary>Only one of the test projects that run at the same time may install.</summary>
    private static FileStream TakeTurn()
    {
        string folder = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Folder())))[..16];
        string path = Path.Combine(Path.GetTempPath(), $"fathom-jsroot-{folder}.lock");
        long start = Stopwatch.GetTimestamp();
        using ManualResetEventSlim never = new();
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
            }
            catch (IOException) when (Stopwatch.GetElapsedTime(start) < s_patience)
            {
                never.Wait(TimeSpan.FromMilliseconds(100));
            }
        }
    }

    private static bool Runs(string program)
    {
        try
        {
            return Run(program, "--version").Code == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static (int Code, string Output, string Errors) Run(string program, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            WorkingDirectory = Folder(),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start");
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(s_patience))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} took more than {s_patience}");
        }

        return (process.ExitCode, output.GetAwaiter().GetResult(), errors.GetAwaiter().GetResult());
    }

    private static string Folder()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string candidate = Path.Combine(folder.FullName, "tests", "jsroot");
            if (File.Exists(Path.Combine(candidate, "package-lock.json")))
            {
                return candidate;
            }
        }

        throw new DirectoryNotFoundException($"tests/jsroot is in no folder above {AppContext.BaseDirectory}");
    }
}
