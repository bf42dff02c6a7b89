using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Fathom.SlurmClusters;

/// <summary>A real Slurm on this machine, started once for all tests that need it, and stopped after them.</summary>
public sealed class SlurmFixture : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public SlurmFixture()
    {
        if (Run(out var lacking, "lacking") != 0 || lacking.Length > 0)
        {
            Install(lacking);
            Run(out lacking, "lacking");
        }
        if (lacking.Length > 0 || Environment.UserName != "root")
        {
            Absent = $"no Slurm on this machine; as root: apt-get install --yes --no-install-recommends {lacking}";
        }
        else if (Run(out var said, "start", folder.Path, "--port", FreePorts().ToString(System.Globalization.CultureInfo.InvariantCulture), "--cpus", "8") != 0)
        {
            Absent = $"Slurm does not start: {said}";
        }
        Assert.False(Absent is not null && Environment.GetEnvironmentVariable("CI") == "true", Absent);
    }

    /// <summary>Why it is not there, or null.</summary>
    public string? Absent { get; }

    /// <summary>What Slurm's commands need to find it.</summary>
    public IReadOnlyDictionary<string, string> Environ => new Dictionary<string, string> { ["SLURM_CONF"] = folder["slurm.conf"] };

    /// <summary>Runs one of Slurm's commands; returns what it said.</summary>
    public string Command(string command, params string[] arguments)
    {
        var start = new ProcessStartInfo(command, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["SLURM_CONF"] = folder["slurm.conf"];
        return Said(start, out _);
    }

    public void Dispose()
    {
        if (Absent is null)
        {
            Run(out _, "stop", folder.Path);
        }
        folder.Dispose();
    }

    private static void Install(string lacking)
    {
        if (Environment.UserName == "root" && File.Exists("/usr/bin/apt-get") && lacking.Length > 0)
        {
            var start = new ProcessStartInfo("/bin/sh", ["-c", $"apt-get update -qq; DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends {lacking}"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            Said(start, out _);
        }
    }

    private static int Run(out string said, params string[] arguments)
    {
        var start = new ProcessStartInfo(Script(), arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        said = Said(start, out var code).Trim();
        return code;
    }

    private static string Said(ProcessStartInfo start, out int code)
    {
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        // Daemons that it leaves behind have files for their output, so that the pipe ends.
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        code = process.ExitCode;
        return output + error.Result;
    }

    private static string Script()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "tests/slurm/slurm")))
            {
                return Path.Combine(folder.FullName, "tests/slurm/slurm");
            }
        }
        throw new FileNotFoundException("tests/slurm/slurm is in no folder above the tests.");
    }

    private static int FreePorts()
    {
        for (var port = 20000 + (Environment.ProcessId % 300 * 100); ; port += 100)
        {
            if (Enumerable.Range(port, 3).All(IsFree))
            {
                return port;
            }
        }
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}

[CollectionDefinition(Name)]
public sealed class SlurmTests : ICollectionFixture<SlurmFixture>
{
    public const string Name = "Slurm";
}
