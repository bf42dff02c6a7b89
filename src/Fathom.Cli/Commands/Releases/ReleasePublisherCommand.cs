using System.CommandLine;
using Fathom.Cli.Output;
using Fathom.Database;
using Fathom.Vo.Registry;

namespace Fathom.Cli.Commands.Releases;

/// <summary>States who publishes, so that registries of the Virtual Observatory can take the releases up.</summary>
internal static class ReleasePublisherCommand
{
    public static Command Create()
    {
        var authority = new Option<string?>("--authority") { Description = "Naming authority of all identifiers, such as antares.example: yours alone, and it stays.", HelpName = "NAME" };
        var name = new Option<string?>("--name") { Description = "The institution or collaboration.", HelpName = "NAME" };
        var email = new Option<string?>("--email") { Description = "Where its people are reached.", HelpName = "ADDRESS" };
        Option<string> workspace = SharedOptions.Workspace();
        var command = new Command("publisher", SharedOptions.Described(
            "Shows or states who publishes. Registries harvest the server's /oai once it is stated.",
            "fathom release publisher --authority antares.example --name \"ANTARES Collaboration\" --email data@antares.example"))
        { authority, name, email, workspace };
        command.SetAction(parse =>
        {
            _ = ReleaseCommand.Shelf(parse.GetValue(workspace)!);
            var file = new PublisherFile(new WorkspaceFolders(parse.GetValue(workspace)!).Publications);
            Publisher? before = Read(file);
            string?[] given = [parse.GetValue(authority), parse.GetValue(name), parse.GetValue(email)];
            if (given.All(value => value is null))
            {
                return Show(before);
            }

            var stated = new Publisher(
                given[0] ?? before?.Authority ?? "", given[1] ?? before?.Name ?? "", given[2] ?? before?.Email ?? "", before?.Since ?? TimeProvider.System.GetUtcNow());
            if (stated.Problem() is { } problem)
            {
                throw new CommandException(ExitCode.Usage, problem);
            }

            file.Write(stated);
            return Show(stated);
        });
        return command;
    }

    private static Publisher? Read(PublisherFile file)
    {
        try
        {
            return file.Read();
        }
        catch (InvalidDataException damaged)
        {
            Console.Error.WriteLine(damaged.Message);
            return null;
        }
    }

    private static int Show(Publisher? publisher)
    {
        Console.WriteLine(publisher is null ? "Nobody has stated who publishes." : TerminalText.Of($"ivo://{publisher.Authority}: {publisher.Name} <{publisher.Email}>"));
        return ExitCode.Ok;
    }
}
