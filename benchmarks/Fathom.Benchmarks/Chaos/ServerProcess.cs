using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Fathom.Benchmarks.Chaos;

/// <summary>The server, which is killed and comes up again as under a supervisor.</summary>
internal sealed class ServerProcess
{
    /// <summary>Pilots of the campaign.</summary>
    public const int Pilots = 3;

    private const int LinesKept = 30;

    // What a server says of a disk that failed or is full, and of a workspace that another holds: BSD's sysexits.
    private const int DiskFailed = 74, Taken = 75;
    private static readonly TimeSpan BetweenStarts = TimeSpan.FromMilliseconds(200);

    private readonly string[] _arguments;
    private readonly Queue<string> _said = new();
    private Process? _process;
    private bool _cameUp, _excused;

    public ServerProcess(string workspace, MessageProxy proxy, ChaosSetting setting)
    {
        int port = FreePort();
        proxy.Upstream = new Uri($"http://127.0.0.1:{port}");
        _arguments =
        [
            Environment.GetCommandLineArgs()[0], "chaos-server", workspace, port.ToString(CultureInfo.InvariantCulture), proxy.Address.ToString(),
            Pilots.ToString(CultureInfo.InvariantCulture), setting.Slurm ? "slurm" : "local",
            Path.Combine(Repository.Root, "src/Fathom.Cli/bin/Release/net10.0/fathom"),
        ];
    }

    /// <summary>Ends that no fault explains.</summary>
    public int Defects { get; private set; }

    /// <summary>Whether it runs now.</summary>
    public bool Runs => _process is { HasExited: false };

    /// <summary>From now on until it is started again it may end because of its disk.</summary>
    public void Excuse() => _excused = true;

    /// <summary>Starts it where it does not run.</summary>
    public async Task EnsureAsync()
    {
        while (_process is null or { HasExited: true })
        {
            Judge();
            if (!await StartAsync())
            {
                await Task.Delay(BetweenStarts); // a fault of the moment kept it from starting
            }
        }
    }

    /// <summary>Ends it as a power cut would.</summary>
    public async Task KillAsync()
    {
        if (_process is { HasExited: false } process)
        {
            LinuxProcesses.Signal(process.Id, LinuxProcesses.Kill);
            await process.WaitForExitAsync();
        }

        Judge();
    }

    private async Task<bool> StartAsync()
    {
        _process = Process.Start(new ProcessStartInfo("dotnet", _arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginErrorReadLine();
        _cameUp = await _process.StandardOutput.ReadLineAsync() is not null;
        if (_cameUp)
        {
            _excused = false;
            return true;
        }

        await _process.WaitForExitAsync();
        return false;
    }

    // Looks once at how it ended.
    private void Judge()
    {
        if (_process is { HasExited: true, ExitCode: var code } && !IsExplained(code))
        {
            Defects++;
            lock (_said)
            {
                Console.Error.WriteLine($"The server ended by itself with {code}:\n{string.Join('\n', _said)}");
            }
        }

        _process?.Dispose();
        _process = null;
    }

    // A disk that was full; a server of before whose hold of the database ends a moment later; a kill.
    private bool IsExplained(int code) => (code == DiskFailed && _excused) || (code == Taken && !_cameUp) || code == 128 + LinuxProcesses.Kill;

    private void Keep(string? line)
    {
        if (line is not null)
        {
            lock (_said)
            {
                _said.Enqueue(line);
                while (_said.Count > LinesKept)
                {
                    _said.Dequeue();
                }
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
