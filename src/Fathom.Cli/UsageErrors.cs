using System.CommandLine;
using System.CommandLine.Parsing;
using Fathom.Cli.Output;

namespace Fathom.Cli;

/// <summary>Says what is wrong with a command line, and where to read on.</summary>
internal static class UsageErrors
{
    /// <summary>Returns the exit code.</summary>
    public static int Tell(ParseResult parsed, TextWriter output)
    {
        foreach (ParseError error in parsed.Errors)
        {
            output.WriteLine($"fathom: {TerminalText.Of(error.Message)}");
        }

        output.WriteLine($"        {string.Join(' ', Path(parsed.CommandResult))} --help tells what it takes.");
        return ExitCode.Usage;
    }

    private static IEnumerable<string> Path(CommandResult command) =>
        command.Parent is CommandResult parent ? [.. Path(parent), command.Command.Name] : ["fathom"];
}
