using System.Diagnostics;
using Xunit.Abstractions;

namespace Fathom.Portal.Tests.Browser;

/// <summary>A hub of the Simple Application Messaging Protocol, as TOPCAT has one, with a program that hears tables: Debian's JSAMP.</summary>
internal sealed class SampHub : IAsyncDisposable
{
    private const string Library = "/usr/share/java/jsamp.jar";
    private readonly string _lock = Path.Combine(Path.GetTempPath(), $"samp-{Guid.NewGuid():N}");
    private readonly List<Process> _processes = [];
    private readonly TaskCompletionSource<string> _heard = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The address of the first table that the program was told to load.</summary>
    public Task<string> Heard => _heard.Task;

    /// <summary>Starts both, or says why they are skipped (a failure where CI=true).</summary>
    public static async Task<SampHub?> StartAsync(ITestOutputHelper output)
    {
        if (!File.Exists(Library))
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", "JSAMP is missing, and CI=true: apt-get install stilts");
            output.WriteLine("Skipped: JSAMP is missing. Install it with: apt-get install stilts");
            return null;
        }

        var hub = new SampHub();
        hub.Run(_ => { }, "hub", "-mode", "no-gui", "-profiles", "std,web", "-web:auth", "true");
        while (!File.Exists(hub._lock))
        {
            Assert.False(hub._processes[0].HasExited, "The hub has ended.");
            await Task.Yield();
        }

        hub.Run(hub.Read, "snooper", "-mtype", "table.load.votable", "-mtype", "samp.hub.event.subscriptions");
        await hub._ready.Task.WaitAsync(TimeSpan.FromSeconds(60));
        return hub;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (Process process in _processes)
        {
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }

        File.Delete(_lock);
    }

    // It hears of its own subscription first.
    private void Read(string line)
    {
        if (line.Contains("subscriptions", StringComparison.Ordinal))
        {
            _ready.TrySetResult();
        }

        if (line.Contains("format=votable", StringComparison.Ordinal))
        {
            _heard.TrySetResult(line);
        }
    }

    private void Run(Action<string> hear, params string[] arguments)
    {
        var start = new ProcessStartInfo("java", ["-cp", Library, "org.astrogrid.samp.JSamp", .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["SAMP_HUB"] = $"std-lockurl:file://{_lock}";
        Process process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => hear(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => hear(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _processes.Add(process);
    }
}
