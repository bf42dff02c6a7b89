using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Fathom.Cli.Tests.Processes;

namespace Fathom.Cli.Tests.Chaos;

/// <summary>A server process (and the pilots that its engine starts) on a workspace.</summary>
internal sealed class RunningServer : IDisposable
{
    private readonly Process process;
    private readonly StringBuilder said = new();

    private readonly string workspace;

    private RunningServer(Process process, string workspace)
    {
        (this.process, this.workspace) = (process, workspace);
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int ProcessId => process.Id;

    /// <summary>Where it listens.</summary>
    public Uri Address => new(UrlOf(workspace, ProcessId)!);

    public bool HasEnded => process.HasExited;

    public string Said
    {
        get
        {
            lock (said)
            {
                return said.ToString();
            }
        }
    }

    public static Task<RunningServer> StartAsync(string workspace, int pilots) => StartAsync(workspace, pilots, new Dictionary<string, string>());

    /// <summary>Starts one with more in its environment and on its command line.</summary>
    public static async Task<RunningServer> StartAsync(string workspace, int pilots, IReadOnlyDictionary<string, string> environment, params string[] more)
    {
        var server = new RunningServer(FathomCommand.Start(
            FathomCommand.Binary, Path.GetDirectoryName(workspace)!, environment,
            ["serve", "--workspace", workspace, "--port", "0", "--pilots", $"{pilots}", .. more]), workspace);
        await Until.TrueAsync(() => server.HasEnded || UrlOf(workspace, server.ProcessId) is not null, TimeSpan.FromSeconds(60), "the server listens");
        Assert.False(server.HasEnded, server.Said);
        return server;
    }

    /// <summary>Ends it as a power cut would.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit(10_000);
        }

        process.Dispose();
    }

    private static string? UrlOf(string workspace, int processId)
    {
        try
        {
            using JsonDocument holder = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(workspace, "run", "server.json")));
            JsonElement root = holder.RootElement;
            string url = Property(root, "url").GetString()!;
            return Property(root, "processId").GetInt32() == processId && url.Length > 0 ? url : null;
        }
        catch (Exception fault) when (fault is IOException or JsonException or KeyNotFoundException)
        {
            return null;
        }
    }

    private static JsonElement Property(JsonElement root, string name) => root.EnumerateObject()
        .First(property => property.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    private void Keep(string? line)
    {
        lock (said)
        {
            if (said.Length < 1 << 20)
            {
                said.AppendLine(line);
            }
        }
    }
}
