using System.Diagnostics;
using System.Globalization;

namespace Fathom.Benchmarks.Slurm;

/// <summary>A real Slurm of eight CPUs on this machine, for one benchmark.</summary>
internal sealed class SlurmCluster : IDisposable
{
    private const int Cpus = 8;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);
    private readonly string _folder = Directory.CreateTempSubdirectory("fathom-slurm-").FullName;

    public SlurmCluster()
    {
        int port = 30_000 + (Environment.ProcessId % 300 * 100);
        Repository.Run(_folder, "tests/slurm/slurm", "start", _folder, "--port", port.ToString(CultureInfo.InvariantCulture), "--cpus", "8");
        // The engine's commands inherit it.
        Environment.SetEnvironmentVariable("SLURM_CONF", Path.Combine(_folder, "slurm.conf"));
    }

    /// <summary>Time that a plain array of so many elements takes, one command each, from its submission to the end of the last.</summary>
    public static TimeSpan PlainArray(int elements, string command)
    {
        long begin = Stopwatch.GetTimestamp();
        string array = Command(
            "sbatch", $"#!/bin/sh\n{command}\n", "--parsable", $"--array=0-{elements - 1}", "--output=/dev/null", "--error=/dev/null", "--chdir=/").Trim();
        while (Command("squeue", "", "--noheader", "--array", $"--jobs={array}", "--format=%T").Length > 0)
        {
            Pause(Look);
        }

        return Stopwatch.GetElapsedTime(begin);
    }

    public void Dispose()
    {
        Repository.Run(_folder, "tests/slurm/slurm", "stop", _folder);
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Lets the machine work.</summary>
    public static void Pause(TimeSpan time)
    {
        using var never = new ManualResetEventSlim();
        never.Wait(time);
    }

    private static string Command(string command, string input, params string[] arguments)
    {
        var start = new ProcessStartInfo(command, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output;
    }
}
