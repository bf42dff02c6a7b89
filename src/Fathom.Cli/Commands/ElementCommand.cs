using System.CommandLine;
using Fathom.Catalog.Files;
using Fathom.Cli.Output;
using Fathom.Cli.Workspaces;
using Fathom.Production.Operations;
using Fathom.Production.Queries;

namespace Fathom.Cli.Commands;

/// <summary>`fathom element list` and `fathom element ceiling`.</summary>
internal static class ElementCommand
{
    public static Command List()
    {
        Option<string> workspace = SharedOptions.Workspace();
        Option<bool> json = SharedOptions.Json();
        var command = new Command("list", SharedOptions.Described("Lists the storage elements with what they stand.", "fathom element list")) { workspace, json };
        command.SetAction(parse =>
        {
            using WorkspaceSession session = WorkspaceSession.OpenForReading(parse.GetValue(workspace)!);
            Listing.Write(
                new SiteQueries(session.Database, new FileQueries(session.Database)).Elements(), parse.GetValue(json),
                new("NAME", row => row.Element.Name), new("SITE", row => row.Element.Site), new("BANNED", row => row.Element.Banned ?? "-"),
                new("FILES", row => row.Files), new("BYTES", row => row.Bytes), new("MOST RUNNING", row => Most(row.MostRunning)),
                new("READ", row => ByteRate.Text(row.Declared.ReadBytes)), new("WRITE", row => ByteRate.Text(row.Declared.WriteBytes)),
                new("READS", row => Most(row.Declared.ReadStreams)), new("WRITES", row => Most(row.Declared.WriteStreams)));
        });
        return command;
    }

    public static Command Ceiling()
    {
        Option<string> workspace = SharedOptions.Workspace();
        var name = new Argument<string>("NAME") { Description = "Name of the element." };
        Option<double?> read = ByteRate.Option("--read", "All reads together, a second; without it there is no ceiling.");
        Option<double?> write = ByteRate.Option("--write", "All writes of transfers together, a second; without it there is no ceiling.");
        var reads = new Option<int?>("--read-streams") { Description = "Most reads at a time.", HelpName = "N" };
        var writes = new Option<int?>("--write-streams") { Description = "Most writes of transfers at a time.", HelpName = "N" };
        Option<string> reason = CampaignOperationCommands.Reason();
        var command = new Command("ceiling", SharedOptions.Described(
            "Declares what a storage element stands, jobs and transfers together, in place of what was declared before.",
            "fathom element ceiling EOS --read 60GB --write 20GB --read-streams 20000 --reason \"agreed with the storage group\""))
        {
            name, read, write, reads, writes, reason, workspace,
        };
        command.SetAction(async (parse, cancellation) =>
        {
            using WorkspaceSession session = WorkspaceSession.OpenForWriting(parse.GetValue(workspace)!);
            return CampaignOperationCommands.Print(await session.Operations.RunAsync(
                new SetCeiling(
                    parse.GetValue(name)!, parse.GetValue(read), parse.GetValue(write), parse.GetValue(reads), parse.GetValue(writes), parse.GetValue(reason)!),
                cancellation));
        });
        return command;
    }

    private static string Most(int? most) => most is { } limit ? limit.ToString(System.Globalization.CultureInfo.InvariantCulture) : "-";
}
