using System.Diagnostics;

namespace Fathom.Benchmarks.Campaigns;

/// <summary>A process of a measurement: Fathom itself, or another role of the benchmark; ended with it.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private readonly Process _process;

    private WorkerProcess(string program, string[] arguments) => _process = Process.Start(new ProcessStartInfo("dotnet", [program, .. arguments])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        RedirectStandardInput = true,
    })!;

    /// <summary>The program.</summary>
    public static string Binary { get; } = Path.Combine(Repository.Root, "src", "Fathom.Cli", "bin", "Release", "net10.0", "fathom.dll");

    /// <summary>Resident memory [byte].</summary>
    public long Resident
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>CPU time so far [s].</summary>
    public double Cpu => _process.TotalProcessorTime.TotalSeconds;

    /// <summary>Starts a command of Fathom, whose words are thrown away.</summary>
    public static WorkerProcess Fathom(params string[] arguments)
    {
        var worker = new WorkerProcess(Binary, arguments);
        worker._process.BeginOutputReadLine();
        worker._process.BeginErrorReadLine();
        return worker;
    }

    /// <summary>Starts a server of Fathom that keeps no pilots itself; it answers once this returns.</summary>
    public static WorkerProcess Server(string workspace)
    {
        var worker = new WorkerProcess(Binary, ["serve", "--workspace", workspace, "--port", "0", "--pilots", "0"]);
        worker._process.BeginErrorReadLine();
        worker.FirstLine();
        return worker;
    }

    /// <summary>Starts a role of this benchmark.</summary>
    public static WorkerProcess Benchmark(params string[] arguments)
    {
        var worker = new WorkerProcess(Environment.GetCommandLineArgs()[0], arguments);
        worker._process.BeginErrorReadLine();
        return worker;
    }

    /// <summary>Runs a command of Fathom that must succeed; returns its output.</summary>
    public static string MustRun(params string[] arguments)
    {
        (int exit, string output, string errors) = Run(arguments);
        return exit == 0 ? output : throw new InvalidOperationException($"fathom {string.Join(' ', arguments)} ended with {exit}\n{output}{errors}");
    }

    /// <summary>Runs a command of Fathom.</summary>
    public static (int Exit, string Output, string Errors) Run(params string[] arguments)
    {
        using var worker = new WorkerProcess(Binary, arguments);
        Task<string> errors = worker._process.StandardError.ReadToEndAsync();
        string output = worker._process.StandardOutput.ReadToEnd();
        worker._process.WaitForExit();
        return (worker._process.ExitCode, output, errors.Result);
    }

    /// <summary>The first line that it says.</summary>
    public string FirstLine() => _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The process ended at its start.");

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process.Dispose();
    }
}
