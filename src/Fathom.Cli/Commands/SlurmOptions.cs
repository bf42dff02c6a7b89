using System.CommandLine;
using Fathom.Compute.Engines.Slurm;
using Fathom.Compute.Releases;
using Fathom.Database;
using Fathom.Portal.Server;

namespace Fathom.Cli.Commands;

/// <summary>Options of a server that gets its pilots from Slurm.</summary>
internal sealed class SlurmOptions
{
    private readonly Option<bool> _use = new("--slurm") { Description = "Get pilots from Slurm, as many as there is work for." };
    private readonly Option<string?> _partition = new("--slurm-partition") { Description = "Partition; Slurm's default where none is named." };
    private readonly Option<string?> _account = new("--slurm-account") { Description = "Account that is charged." };
    private readonly Option<string> _site = new("--slurm-site") { Description = "Site that the pilots are at.", DefaultValueFactory = _ => "slurm" };
    private readonly Option<double> _hours = new("--slurm-time") { Description = "Time limit of a pilot [h].", DefaultValueFactory = _ => 24, HelpName = "HOURS" };
    private readonly Option<int?> _memory = new("--slurm-memory") { Description = "Memory of a pilot [MiB].", HelpName = "MIB" };
    private readonly Option<int> _cpus = SharedOptions.Number("--slurm-cpus", "CPUs of a pilot, and payloads that it runs at a time.", 1, 1, 1_024);
    private readonly Option<int> _most = SharedOptions.Number("--slurm-max-pilots", "Pilots, queued and running, at most.", 1_000, 1, 100_000);
    private readonly Option<int> _queued = SharedOptions.Number("--slurm-max-queued", "Pilots that wait in the queue, at most.", 200, 1, 100_000);
    private readonly Option<int> _ramp = SharedOptions.Number("--slurm-ramp", "Pilots added in a second, at most.", 200, 1, 100_000);
    private readonly Option<double> _idle = new("--slurm-idle") { Description = "A pilot without work ends after this [s].", DefaultValueFactory = _ => 60, HelpName = "SECONDS" };
    private readonly Option<double> _poll = new("--slurm-poll") { Description = "The queue is looked at this often [s].", DefaultValueFactory = _ => 5, HelpName = "SECONDS" };
    private readonly Option<string?> _release = new("--slurm-release") { Description = "Release whose program fathom the pilots are, which each node brings once; without it the nodes see this program.", HelpName = "NAME" };
    private readonly Option<string[]> _extra = new("--slurm-option") { Description = "A further option for sbatch, such as --slurm-option=--qos=production.", AllowMultipleArgumentsPerToken = false };

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _use, _partition, _account, _site, _hours, _memory, _cpus, _most, _queued, _ramp, _idle, _poll, _release, _extra })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>What was asked for, or null where Slurm was not.</summary>
    /// <param name="parse">The command line.</param>
    /// <param name="workspace">The workspace, which has the releases.</param>
    /// <exception cref="CommandException">There is no such release, or no fathom in it.</exception>
    public SlurmServerOptions? Read(ParseResult parse, string workspace) => !parse.GetValue(_use) ? null : new SlurmServerOptions
    {
        Partition = parse.GetValue(_partition),
        Account = parse.GetValue(_account),
        Site = parse.GetValue(_site)!,
        TimeLimit = TimeSpan.FromHours(parse.GetValue(_hours)),
        MemoryMiB = parse.GetValue(_memory),
        CpusPerPilot = parse.GetValue(_cpus),
        MaxPilots = parse.GetValue(_most),
        MaxQueued = parse.GetValue(_queued),
        Ramp = parse.GetValue(_ramp),
        Idle = TimeSpan.FromSeconds(parse.GetValue(_idle)),
        Poll = TimeSpan.FromSeconds(parse.GetValue(_poll)),
        Binary = parse.GetValue(_release) is { } release ? BinaryOf(release, new ReleaseRegistry(new WorkspaceFolders(workspace))) : null,
        Extra = parse.GetValue(_extra) ?? [],
    };

    private static PilotBinary BinaryOf(string name, ReleaseRegistry registry)
    {
        Release release = registry.Find(name)
            ?? throw new CommandException(ExitCode.NotFound, $"There is no release {name}; 'fathom payload release list' shows them.");
        string archive = registry.ArchiveOf(release.Sha256)
            ?? throw new CommandException(ExitCode.NotFound, $"The archive of release {name} is missing; 'fathom payload release add' brings it back.");
        return ReleaseArchive.Runs(archive, PilotBinary.Program)
            ? new PilotBinary(release.Sha256, archive)
            : throw new CommandException(ExitCode.Usage, $"Release {name} has no program {PilotBinary.Program} at its top.");
    }
}
