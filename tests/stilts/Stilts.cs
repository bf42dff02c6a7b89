using System.Diagnostics;
using Xunit.Abstractions;

namespace Fathom.StiltsCheck;

/// <summary>Runs STILTS, an implementation of the Virtual Observatory's formats and protocols that is not ours.</summary>
internal static class Stilts
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);

    /// <summary>Whether STILTS is there.</summary>
    /// <param name="output">Told why the test is skipped.</param>
    /// <exception cref="InvalidOperationException">It is not, and CI=true: there, it has to be.</exception>
    internal static bool IsAvailable(ITestOutputHelper output)
    {
        if (File.Exists("/usr/bin/stilts"))
        {
            return true;
        }

        const string Missing = "stilts is not installed (Debian: apt install stilts); results are not compared with it";
        if (Environment.GetEnvironmentVariable("CI") == "true")
        {
            throw new InvalidOperationException(Missing);
        }

        output.WriteLine($"SKIPPED: {Missing}");
        return false;
    }

    /// <summary>Runs a command of it.</summary>
    /// <returns>What it wrote, errors after output.</returns>
    internal static string Run(params string[] arguments)
    {
        ProcessStartInfo start = new("/usr/bin/stilts", arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        using Process process = Process.Start(start) ?? throw new InvalidOperationException("stilts did not start");
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(s_patience))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"stilts {string.Join(' ', arguments)} took more than {s_patience}");
        }

        string text = output.GetAwaiter().GetResult() + errors.GetAwaiter().GetResult();
        return process.ExitCode == 0 ? text : throw new InvalidOperationException($"stilts {string.Join(' ', arguments)} failed ({process.ExitCode}): {text}");
    }
}
