using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Fathom.SourceTrees;

namespace Fathom.Cli.Tests.Processes;

/// <summary>Runs the real <c>fathom</c> as a process of its own.</summary>
internal static class FathomCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);

    public static string Repository => SourceTree.Root;

    public static string Binary { get; } =
        Path.Combine(Repository, "src", "Fathom.Cli", "bin", "Release", "net10.0", "fathom.dll");

    public static Task<CommandResult> RunAsync(string folder, params string[] arguments) => EndAsync(Start(folder, arguments), arguments);

    /// <summary>Waits for the end of a command.</summary>
    public static async Task<CommandResult> EndAsync(Process started, string[] arguments)
    {
        using Process process = started;
        using var patience = new CancellationTokenSource(Patience);
        Task<string> output = process.StandardOutput.ReadToEndAsync(patience.Token);
        Task<string> error = process.StandardError.ReadToEndAsync(patience.Token);
        try
        {
            await process.WaitForExitAsync(patience.Token);
            return new CommandResult(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"fathom {string.Join(' ', arguments)} took longer than {Patience}.");
        }
    }

    /// <summary>Runs a command that must succeed.</summary>
    public static async Task<CommandResult> MustRunAsync(string folder, params string[] arguments)
    {
        CommandResult result = await RunAsync(folder, arguments);
        Assert.True(result.ExitCode == 0,
            $"fathom {string.Join(' ', arguments)} ended with {result.ExitCode}\n{result.Output}\n{result.Error}");
        return result;
    }

    /// <summary>Starts a command whose output the caller reads.</summary>
    public static Process Start(string folder, params string[] arguments) => Start(Binary, folder, new Dictionary<string, string>(), arguments);

    /// <summary>Starts a copy of the program.</summary>
    /// <param name="binary">Its file.</param>
    /// <param name="folder">Working folder.</param>
    /// <param name="environment">What is added to this process's.</param>
    /// <param name="arguments">What it is told.</param>
    public static Process Start(string binary, string folder, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        start.ArgumentList.Add(binary);
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }
}

/// <summary>What a command said.</summary>
internal sealed record CommandResult(int ExitCode, string Output, string Error)
{
    /// <summary>The last line of standard output as JSON.</summary>
    public JsonElement Json => JsonDocument.Parse(Output.TrimEnd().Split('\n')[^1]).RootElement.Clone();
}
