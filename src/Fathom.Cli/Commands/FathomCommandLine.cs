using System.CommandLine;
using Fathom.Cli.Commands.Releases;
using Fathom.Cli.Commands.RootFiles;

namespace Fathom.Cli.Commands;

/// <summary>The commands of <c>fathom</c>.</summary>
internal static class FathomCommandLine
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(60);

    /// <summary>How long a command may go on after SIGTERM or Ctrl-C before it is ended; null: for as long as it needs, as a pilot, which
    /// hears them itself and lets its payloads finish.</summary>
    public static TimeSpan? GraceOf(ParseResult parsed) => parsed.CommandResult.Command.Name == PilotCommand.Name ? null : Grace;

    public static RootCommand Create() => new("""
        Fathom takes a neutrino experiment's data from detector bytes to published science.

        Examples:
          fathom demo                  the whole way once, then the portal
          fathom COMMAND --help        what a command does, with examples
        """)
    {
        DemoCommand.Create(),
        InitCommand.Create(),
        SimulateCommand.Create(),
        GrlCommand.Create(),
        ReleaseCommand.Create(),
        CampaignCommand.Create(),
        JobCommand.Create(),
        CauseCommand.Create(),
        BanCommands.Site(),
        BanCommands.Node(),
        BanCommands.Element(),
        LimitCommands.User(),
        FileCommand.Create(),
        LogCommand.Create(),
        DataCommand.Create(),
        RootCommandGroup.Create(),
        PayloadCommand.Create(),
        ServeCommand.Create(),
        PilotCommand.Create(),
        AuditCommand.Create(),
        AccountingCommand.Create(),
        AlertCommand.Create(),
        BackupCommand.Create(),
        RestoreCommand.Create(),
        DatabaseCommand.Create(),
        TwinCommand.Create(),
    };
}
