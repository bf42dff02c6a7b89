using System.Diagnostics;
using System.Runtime.InteropServices;
using Fathom.Compute.Pilot;
using Fathom.Database;

namespace Fathom.Compute.Engines.Local;

/// <summary>A pilot process of this machine, started by this engine or by an earlier server.</summary>
internal sealed partial class LocalPilot(PilotIdentity identity, Process? child, string? submission, long began) : IDisposable
{
    private const int Terminate = 15;
    private const int KillNow = 9;

    /// <summary>
    /// A session of its own, so that a Ctrl-C or hang-up of the server's terminal does not reach it, and a log of its
    /// own, so that it outlives the server; the shell becomes the pilot, so the process id is the pilot's.
    /// </summary>
    private const string Detached =
        """exec >>"$0/pilot-$$.log" 2>&1 </dev/null; if command -v setsid >/dev/null; then exec setsid "$@"; else exec "$@"; fi""";

    /// <summary>Who it is.</summary>
    public PilotIdentity Identity => identity;

    /// <summary>True where an earlier server started it.</summary>
    public bool Adopted => child is null;

    /// <summary>The submission that its secret names, where this engine started it.</summary>
    public string? Submission => submission;

    /// <summary>Timestamp of its start or adoption.</summary>
    public long Began => began;

    /// <summary>True once it was asked to end.</summary>
    public bool Ending { get; private set; }

    /// <summary>True while it runs. Of an own child only its reaping says so: then its end is known too.</summary>
    public bool IsAlive => child is { } own ? !own.HasExited : identity.IsAlive;

    /// <summary>How it ended, as far as that can be known.</summary>
    public string Epitaph => child is { HasExited: true, ExitCode: var code }
        ? code > 128 ? $"The pilot was ended by signal {code - 128}." : $"The pilot ended with exit code {code}."
        : "The pilot's process is gone.";

    /// <summary>True where it ended by itself and in order.</summary>
    public bool EndedWell => child is { HasExited: true, ExitCode: 0 };

    /// <summary>The log of a pilot's process.</summary>
    public static string LogOf(string workspace, PilotIdentity pilot) =>
        Path.Combine(Logs(workspace), FormattableString.Invariant($"pilot-{pilot.ProcessId}.log"));

    private static string Logs(string workspace) => Path.Combine(new WorkspaceFolders(workspace).Scratch, "logs");

    /// <summary>Starts a pilot; null where it was gone again at once.</summary>
    public static LocalPilot? Start(PilotInvocation pilot, string submission, string secretFile, long now)
    {
        var logs = Directory.CreateDirectory(Logs(pilot.Workspace)).FullName;
        var start = new ProcessStartInfo(
            "/bin/sh", ["-c", Detached, logs, pilot.Command.FileName, .. pilot.Arguments, "--secret-file", secretFile]);
        var child = Process.Start(start)!;
        if (PilotIdentity.Of(child.Id) is { } identity)
        {
            return new LocalPilot(identity, child, submission, now);
        }
        child.Dispose();
        return null;
    }

    /// <summary>Asks it to finish its job and end.</summary>
    public void Drain()
    {
        Ending = true;
        Signal(Terminate);
    }

    /// <summary>Ends it now.</summary>
    public void End() => Signal(KillNow);

    public void Dispose() => child?.Dispose();

    private void Signal(int signal)
    {
        if (IsAlive)
        {
            _ = Kill(identity.ProcessId, signal); // gone in this instant: as good as done
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int processId, int signal);
}
