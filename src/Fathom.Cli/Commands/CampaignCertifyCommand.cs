using System.CommandLine;
using Fathom.Cli.Workspaces;
using Fathom.Production.Operations;

namespace Fathom.Cli.Commands;

/// <summary>`fathom campaign certify`: the certificate of closure, as text or as the JSON whose hash it names.</summary>
internal static class CampaignCertifyCommand
{
    public static Command Create()
    {
        Option<string> workspace = SharedOptions.Workspace();
        Option<bool> json = SharedOptions.Json();
        var name = new Argument<string>("NAME") { Description = "Name of the campaign." };
        var command = new Command("certify", SharedOptions.Described(
            "Certifies that every input has its accepted output or is waived. Ends with 1 where not.", "fathom campaign certify Demo26A --json > Demo26A.json"))
        {
            name, json, workspace,
        };
        command.SetAction(async (parse, cancellation) =>
        {
            using WorkspaceSession session = WorkspaceSession.OpenForWriting(parse.GetValue(workspace)!);
            return Print(await session.Operations.RunAsync(new CertifyCampaign(parse.GetValue(name)!), cancellation), parse.GetValue(json));
        });
        return command;
    }

    // Its lines are the text, where it is whole, and the JSON; where there is no such campaign there are none.
    private static int Print(CommandReply reply, bool json)
    {
        if (reply.Lines is not [string text, string document])
        {
            throw new CommandException(ExitCode.NotWell, reply.Reason);
        }

        if (json)
        {
            Console.Write(document); // byte for byte what its SHA-256 is of
            return reply.Done ? ExitCode.Ok : ExitCode.NotWell;
        }

        Console.Write(text);
        return reply.Done ? ExitCode.Ok : throw new CommandException(ExitCode.NotWell, reply.Reason);
    }
}
