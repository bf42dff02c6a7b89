using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Fathom.Compute.Engines.Slurm;

/// <summary>Slurm through its commands: sbatch, squeue, sacct, scancel.</summary>
/// <param name="timeout">A command that takes longer is killed.</param>
/// <param name="environment">Added to the commands' environment, such as SLURM_CONF.</param>
public sealed class SlurmCommands(TimeSpan timeout, TimeProvider time, IReadOnlyDictionary<string, string>? environment = null) : ISlurm
{
    /// <summary>Elements named in one command, so that its line stays short.</summary>
    private const int Chunk = 500;

    /// <inheritdoc/>
    public async Task<long> SubmitAsync(IReadOnlyList<string> options, string script, CancellationToken cancellation) =>
        SlurmText.Submitted(await RunAsync("sbatch", ["--parsable", .. options], script, cancellation));

    /// <inheritdoc/>
    public async Task<IReadOnlyList<SlurmElement>> QueueAsync(string jobName, CancellationToken cancellation) => SlurmText.Queue(
        await RunAsync("squeue", ["--array", "--noheader", "--states=all", $"--name={jobName}", $"--format={SlurmText.QueueFormat}"], "", cancellation));

    /// <inheritdoc/>
    public async Task<IReadOnlyList<SlurmElement>> AccountAsync(string jobName, DateTimeOffset since, CancellationToken cancellation) => SlurmText.Account(
        await RunAsync(
            "sacct",
            [
                "--allocations", "--parsable2", "--noheader", $"--name={jobName}", $"--format={SlurmText.AccountFormat}",
                // sacct reads local time
                $"--starttime={since.ToLocalTime():yyyy-MM-ddTHH:mm:ss}",
            ],
            "", cancellation));

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, SlurmExit>> ExitsAsync(IReadOnlyList<string> elements, CancellationToken cancellation)
    {
        var exits = new Dictionary<string, SlurmExit>(StringComparer.Ordinal);
        foreach (var some in elements.Chunk(Chunk))
        {
            var told = await RunAsync(
                "squeue", ["--array", "--noheader", "--states=all", $"--jobs={string.Join(',', some)}", $"--Format={SlurmText.ExitFormat}"], "",
                cancellation, isDone: AllOver);
            foreach (var (element, exit) in SlurmText.Exits(told))
            {
                exits[element] = exit;
            }
        }
        return exits;
    }

    /// <inheritdoc/>
    public async Task CancelAsync(IReadOnlyList<string> elements, SlurmSignal signal, CancellationToken cancellation)
    {
        foreach (var some in elements.Chunk(Chunk))
        {
            foreach (var options in OptionsOf(signal))
            {
                await RunAsync("scancel", ["--quiet", .. options, .. some], "", cancellation, isDone: AllOver);
            }
        }
    }

    private static string[][] OptionsOf(SlurmSignal signal) => signal switch
    {
        SlurmSignal.Withdraw => [["--state=PENDING"]],
        SlurmSignal.Drain => [["--batch", "--signal=TERM"]],
        _ => [["--full", "--signal=KILL"], []],
    };

    /// <summary>What is over cannot be cancelled, and need not.</summary>
    private static bool AllOver(string error) => error.Split('\n', StringSplitOptions.RemoveEmptyEntries).All(line =>
        line.Contains("Invalid job id", StringComparison.Ordinal) || line.Contains("already completing or completed", StringComparison.Ordinal)
        || line.Contains("Job/step already", StringComparison.Ordinal));

    private async Task<string> RunAsync(
        string command, IReadOnlyList<string> arguments, string input, CancellationToken cancellation, Func<string, bool>? isDone = null)
    {
        using var late = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellation);
        using var process = Start(command, arguments);
        try
        {
            var error = ReadAsync(process.StandardError.BaseStream, either.Token);
            var output = ReadAsync(process.StandardOutput.BaseStream, either.Token);
            await WriteAsync(process, input, either.Token);
            await process.WaitForExitAsync(either.Token);
            var said = await error;
            return process.ExitCode == 0 || isDone?.Invoke(said) == true ? await output : throw SlurmFaults.Of(command, process.ExitCode, said);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new SlurmException(SlurmFault.ControllerAway, $"{command} gave no answer within {timeout.TotalSeconds:0.#} s. It is asked again.");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private Process Start(string command, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(command, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // Of the environment that sbatch would copy from, and of formats that users set, nothing counts but ours.
        foreach (var name in start.Environment.Keys.Where(name => IsFormat(name)).ToList())
        {
            start.Environment.Remove(name);
        }
        start.Environment["LC_ALL"] = "C";
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }
        try
        {
            return Process.Start(start) ?? throw new SlurmException(SlurmFault.Other, $"{command} could not be started.");
        }
        catch (Win32Exception missing)
        {
            throw new SlurmException(
                SlurmFault.NotInstalled, $"{command} is not on this machine ({missing.Message}). Install Slurm's client (Debian: slurm-client).", missing);
        }
    }

    private static bool IsFormat(string name) =>
        name.StartsWith("SBATCH_", StringComparison.Ordinal) || name.StartsWith("SQUEUE_", StringComparison.Ordinal)
        || name.StartsWith("SACCT_", StringComparison.Ordinal) || name.StartsWith("SCANCEL_", StringComparison.Ordinal) || name == "SLURM_TIME_FORMAT";

    private static async Task WriteAsync(Process process, string input, CancellationToken cancellation)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(Encoding.UTF8.GetBytes(input), cancellation);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading: its exit code tells why.
        }
    }

    private static async Task<string> ReadAsync(Stream stream, CancellationToken cancellation)
    {
        using var all = new MemoryStream();
        var buffer = new byte[16384];
        while (await stream.ReadAsync(buffer, cancellation) is var count and > 0)
        {
            if (all.Length + count > SlurmText.LongestAnswer)
            {
                throw new SlurmException(SlurmFault.Other, $"A Slurm command wrote more than {SlurmText.LongestAnswer >> 20} MiB.");
            }
            all.Write(buffer, 0, count);
        }
        return Encoding.UTF8.GetString(all.GetBuffer(), 0, (int)all.Length);
    }
}
