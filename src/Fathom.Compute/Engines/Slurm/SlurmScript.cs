using System.Globalization;
using System.Text;
using Fathom.Compute.Payload;

namespace Fathom.Compute.Engines.Slurm;

/// <summary>What sbatch is given: options and script. Neither holds a secret; the script names the file that does.</summary>
internal static class SlurmScript
{
    /// <summary>SIGTERM comes this long before the time limit, less for a short one, so that the pilot ends in order.</summary>
    internal static readonly TimeSpan LongestWarning = TimeSpan.FromSeconds(120);

    /// <summary>Variables of the server's environment that a pilot gets; all others stay here.</summary>
    private const string Exported = "PATH,HOME,LANG,DOTNET_ROOT,DOTNET_ROOT_X64,DOTNET_ROOT_ARM64,LD_LIBRARY_PATH";

    /// <summary>Options of sbatch for an array of pilots.</summary>
    /// <param name="options">The engine's.</param>
    /// <param name="submission">Comment, by which the array is known again.</param>
    /// <param name="elements">Number of pilots.</param>
    /// <param name="logs">Folder of their logs.</param>
    public static List<string> OptionsOf(SlurmEngineOptions options, string submission, int elements, string logs)
    {
        List<string> all =
        [
            $"--job-name={options.JobName}",
            $"--comment={submission}",
            Invariant($"--array=0-{elements - 1}"),
            Invariant($"--time={Math.Ceiling(options.TimeLimit.TotalMinutes)}"),
            Invariant($"--cpus-per-task={options.CpusPerPilot}"),
            "--ntasks=1",
            // The secret is spent: a pilot that Slurm started again could not register.
            "--no-requeue",
            Invariant($"--signal=B:TERM@{Math.Min(LongestWarning.TotalSeconds, options.TimeLimit.TotalSeconds / 4):0}"),
            $"--export={Exported}",
            "--open-mode=append",
            $"--output={logs}/pilot-%A_%a.log",
            "--chdir=/",
        ];
        AddGiven(all, "--partition", options.Partition);
        AddGiven(all, "--account", options.Account);
        AddGiven(all, "--mem", options.MemoryMiB is { } mebibytes ? Invariant($"{mebibytes}M") : null);
        all.AddRange(options.Extra);
        return all;
    }

    /// <summary>The script: it becomes the pilot, so that the signal for the batch step is the pilot's.</summary>
    /// <param name="pilot">How a pilot is started.</param>
    /// <param name="secrets">Folder with the secret of each element.</param>
    /// <param name="binary">The release that it is run from; null: the command of <paramref name="pilot"/>, which the nodes see.</param>
    public static string TextOf(PilotInvocation pilot, string secrets, PilotBinary? binary = null)
    {
        var text = new StringBuilder("#!/bin/sh\n");
        if (binary is not null)
        {
            pilot = pilot with { Command = new SelfCommand(PilotBinary.Program, []) };
            text.Append(binary.Script(Quoted(binary.Archive)));
        }
        text.Append("exec ").Append(binary is null ? "" : "\"$place\"/").Append(Quoted(pilot.Command.FileName));
        foreach (var argument in pilot.Arguments)
        {
            text.Append(' ').Append(Quoted(argument));
        }
        return text.Append(" --secret-file ").Append(Quoted(secrets)).Append("/\"$SLURM_ARRAY_TASK_ID\".secret\n").ToString();
    }

    private static void AddGiven(List<string> options, string name, string? value)
    {
        if (value is not null)
        {
            options.Add($"{name}={value}");
        }
    }

    /// <summary>One word of a POSIX shell, whatever it holds.</summary>
    private static string Quoted(string word) => $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
