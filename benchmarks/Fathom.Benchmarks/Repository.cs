using System.Diagnostics;

namespace Fathom.Benchmarks;

/// <summary>The repository that holds this benchmark, and its commands.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    /// <summary>Runs a command of the repository, such as "fathom"; returns its standard output and wall time.</summary>
    public static (string Output, TimeSpan Wall) Run(string folder, string command, params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(Root, command), arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
        };
        long begin = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        TimeSpan wall = Stopwatch.GetElapsedTime(begin);
        return process.ExitCode == 0
            ? (output, wall)
            : throw new InvalidOperationException($"{command} {string.Join(' ', arguments)} ended with {process.ExitCode}\n{output}");
    }

    private static string Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Fathom.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The benchmarks must run inside the repository.");
    }
}
