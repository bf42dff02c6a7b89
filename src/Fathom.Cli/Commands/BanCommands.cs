using System.CommandLine;
using Fathom.Cli.Workspaces;
using Fathom.Production.Operations;

namespace Fathom.Cli.Commands;

/// <summary>Bans of sites, nodes and storage elements.</summary>
internal static class BanCommands
{
    public static Command Site() => new("site", """
        Sites: taken out of use and back, with the reason.

        Examples:
          fathom site list
          fathom site ban CNAF --reason "storage down"
          fathom site unban CNAF --reason "storage is back"
          fathom site limit CNAF --most-running 200 --reason "network work"
        """)
    {
        Make("ban", "Gives the site no further job.", "site", (name, reason) => new BanSite(name, false, reason)),
        Make("unban", "Puts the site to use again.", "site", (name, reason) => new BanSite(name, true, reason)),
        LimitCommands.Limit("site", LimitKind.Site),
        LimitCommands.Sites(),
    };

    public static Command Node() => new("node", """
        Nodes: taken out of use and back, with the reason.

        Examples:
          fathom node ban wn042 --reason "disk fails"
          fathom node unban wn042 --reason "disk exchanged"
        """)
    {
        Make("ban", "Gives pilots on the node no further job.", "node", (name, reason) => new BanNode(name, false, reason)),
        Make("unban", "Puts the node to use again.", "node", (name, reason) => new BanNode(name, true, reason)),
    };

    public static Command Element() => new("element", """
        Storage elements: what they stand; taken out of use and back, with the reason.

        Examples:
          fathom element ban second --reason "disk replaced"
          fathom element unban second --reason "disk is back"
          fathom element limit second --most-running 50 --reason "old disks"
          fathom element ceiling second --read 2GB --write 1GB --reason "old disks"
        """)
    {
        Make("ban", "Nothing is read from it or written to it any more.", "element", (name, reason) => new BanElement(name, false, reason)),
        Make("unban", "Puts the element to use again.", "element", (name, reason) => new BanElement(name, true, reason)),
        LimitCommands.Limit("element", LimitKind.Element),
        ElementCommand.Ceiling(),
        ElementCommand.List(),
    };

    private static Command Make(string verb, string description, string what, Func<string, string, OperatorCommand> make)
    {
        Option<string> workspace = SharedOptions.Workspace();
        var name = new Argument<string>("NAME") { Description = $"Name of the {what}." };
        Option<string> reason = CampaignOperationCommands.Reason();
        var command = new Command(verb, SharedOptions.Described(description, $"fathom {what} {verb} NAME --reason \"…\"")) { name, reason, workspace };
        command.SetAction((parse, cancellation) => RunAsync(parse.GetValue(workspace)!, make(parse.GetValue(name)!, parse.GetValue(reason)!), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string workspace, OperatorCommand asked, CancellationToken cancellation)
    {
        using WorkspaceSession session = WorkspaceSession.OpenForWriting(workspace);
        return CampaignOperationCommands.Print(await session.Operations.RunAsync(asked, cancellation));
    }
}
