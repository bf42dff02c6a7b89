using System.CommandLine;
using System.CommandLine.Parsing;
using Fathom.Database;
using Fathom.Portal.Api;

namespace Fathom.Cli.Commands;

/// <summary>The two options that name the database a workspace goes to: an argument, or a file where the URL holds a password.</summary>
internal sealed class DatabasePlace
{
    public Option<string?> To { get; } = new("--to")
    {
        Description = "postgres://user@host:port/database, without a password (that comes from PGPASSFILE or ?passfile=FILE); or sqlite, a new file of the workspace.",
        HelpName = "URL",
    };

    public Option<string?> File { get; } = new("--to-file") { Description = "File whose one line is the URL, which may hold a password.", HelpName = "FILE" };

    /// <summary>How many of the two were given.</summary>
    public int Count(CommandResult result) => (result.GetValue(To) is null ? 0 : 1) + (result.GetValue(File) is null ? 0 : 1);

    /// <summary>What was asked for: a URL, or sqlite where nothing was.</summary>
    /// <exception cref="CommandException">It is neither, or an argument holds a password.</exception>
    public async Task<string> ReadAsync(ParseResult parse, CancellationToken cancellation) =>
        parse.GetValue(File) is { } file
            ? Known("--to-file", (await System.IO.File.ReadAllTextAsync(file, cancellation)).Trim())
            : WithoutPassword(Known("--to", parse.GetValue(To) ?? DatabaseMoveRequest.Sqlite));

    private static string Known(string option, string wish) =>
        wish == DatabaseMoveRequest.Sqlite || DatabaseLocation.Parse(wish).IsPostgres
            ? wish
            : throw new CommandException(ExitCode.Usage, $"{option}: expected sqlite or a URL that begins with postgres://");

    /// <summary>Arguments are seen by every user of the machine.</summary>
    private static string WithoutPassword(string argument) =>
        argument == DatabaseMoveRequest.Sqlite || !DatabaseLocation.Parse(argument).HoldsPassword
            ? argument
            : throw new CommandException(
                ExitCode.Usage, "--to: a password in an argument is seen by every user of this machine. Put the URL into a file and use --to-file, or use PGPASSFILE or ?passfile=FILE.");
}
