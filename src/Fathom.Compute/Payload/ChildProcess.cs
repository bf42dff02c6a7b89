using System.Runtime.InteropServices;

namespace Fathom.Compute.Payload;

/// <summary>A program that the pilot started: waited for with wait4(2), which tells exactly what it and its children used.</summary>
internal sealed partial class ChildProcess : IDisposable
{
    private const int Killed = 9, Interrupted = 4;

    private readonly Lock gate = new();
    private readonly int lifeline;
    private bool reaped;

    private ChildProcess(int processId, int lifeline) => (ProcessId, this.lifeline) = (processId, lifeline);

    /// <summary>Its process id, which is also its session's and its group's.</summary>
    public int ProcessId { get; }

    /// <summary>Starts a program.</summary>
    /// <param name="start">What to start.</param>
    /// <exception cref="PayloadNotStartedException">The system could not start it.</exception>
    public static ChildProcess Start(PayloadStart start)
    {
        var (reading, writing) = start.WatchesPilot ? PosixSpawn.Pipe() : (-1, -1);
        try
        {
            var process = PosixSpawn.Start(start.Program, start.Arguments, start.Environment, start.Folder, start.Log, reading);
            return new ChildProcess(process, writing);
        }
        catch
        {
            CloseIf(writing);
            throw;
        }
        finally
        {
            CloseIf(reading);
        }
    }

    /// <summary>Waits for its end on a thread of its own; then ends whatever it left behind in its session.</summary>
    public Task<ChildEnd> WaitAsync() => Task.Factory.StartNew(Wait, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>Kills it and its group; once it was waited for, nobody else can be hit.</summary>
    public void Kill()
    {
        lock (gate)
        {
            if (!reaped)
            {
                _ = SendSignal(-ProcessId, Killed);
                _ = SendSignal(ProcessId, Killed);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => CloseIf(lifeline);

    private ChildEnd Wait()
    {
        // First only look, so that its id is nobody else's while its group is ended.
        Span<byte> about = stackalloc byte[128];
        while (WaitId(1, ProcessId, about, 4 | 0x01000000) != 0 && Marshal.GetLastPInvokeError() == Interrupted)
        {
            // A signal for the pilot.
        }
        lock (gate)
        {
            _ = SendSignal(-ProcessId, Killed);
            // struct rusage: user and system time as seconds and microseconds, then ru_maxrss [KiB], then thirteen more.
            Span<long> use = stackalloc long[18];
            var ended = WaitFor(ProcessId, out var status, 0, use);
            reaped = true;
            return ended == ProcessId
                ? ChildEnd.Of(status, use[0] + use[2] + ((use[1] + use[3]) * 1e-6), use[4] * 1024)
                : throw new InvalidOperationException($"wait4 for process {ProcessId} failed.");
        }
    }

    private static void CloseIf(int descriptor)
    {
        if (descriptor >= 0)
        {
            _ = PosixSpawn.Close(descriptor);
        }
    }

    [LibraryImport("libc", EntryPoint = "wait4", SetLastError = true)]
    private static partial int WaitFor(int process, out int status, int options, Span<long> use);

    [LibraryImport("libc", EntryPoint = "waitid", SetLastError = true)]
    private static partial int WaitId(int kind, int process, Span<byte> about, int options);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int process, int signal);
}

/// <summary>How a child ended, and what it used.</summary>
/// <param name="ExitCode">Its exit code, where it ended itself.</param>
/// <param name="Signal">The signal that ended it, where one did.</param>
/// <param name="CpuSeconds">User and system time of it and its children that were waited for [s].</param>
/// <param name="MaxRssBytes">Peak resident memory of the largest of them [byte].</param>
internal readonly record struct ChildEnd(int? ExitCode, int? Signal, double CpuSeconds, long MaxRssBytes)
{
    /// <summary>From the status of wait(2).</summary>
    public static ChildEnd Of(int status, double cpuSeconds, long maxRssBytes) => (status & 0x7f) == 0
        ? new((status >> 8) & 0xff, null, cpuSeconds, maxRssBytes)
        : new(null, status & 0x7f, cpuSeconds, maxRssBytes);
}

/// <summary>What to start as a payload.</summary>
/// <param name="Program">Path of the executable.</param>
/// <param name="Arguments">Its arguments, without its name.</param>
/// <param name="Environment">All of its environment.</param>
/// <param name="Folder">Where it works.</param>
/// <param name="Log">File that receives what it says.</param>
/// <param name="WatchesPilot">True where its standard input ends with the pilot, and it heeds that.</param>
internal sealed record PayloadStart(
    string Program, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string> Environment, string Folder, string Log, bool WatchesPilot);
