using System.CommandLine;
using System.Globalization;
using Fathom.Catalog.Files;
using Fathom.Cli.Output;
using Fathom.Cli.Workspaces;
using Fathom.Production.Operations;
using Fathom.Production.Queries;

namespace Fathom.Cli.Commands;

/// <summary>How much runs at a time of a site, a user, a campaign, a storage element, and users' shares.</summary>
internal static class LimitCommands
{
    public static Command User() => new("user", """
        Users, who own campaigns: how much of theirs runs at a time, and their shares.

        Examples:
          fathom user limit alice --most-running 200 --reason "short queue"
          fathom user limit alice --share 2 --reason "conference"
          fathom user list
        """)
    {
        Limit("user", LimitKind.User),
        Users(),
    };

    /// <summary>`limit` of a kind of thing.</summary>
    public static Command Limit(string what, LimitKind kind)
    {
        Option<string> workspace = SharedOptions.Workspace();
        var name = new Argument<string>("NAME") { Description = $"Name of the {what}." };
        var most = new Option<int?>("--most-running") { Description = "Most jobs that run at a time; without it the limit is lifted.", HelpName = "N" };
        var share = new Option<double?>("--share") { Description = "Weight against other users; without it 1.", HelpName = "X" };
        Option<string> reason = CampaignOperationCommands.Reason();
        var command = new Command("limit", SharedOptions.Described(
            "Limits what runs at a time, in place of what was set before.", $"fathom {what} limit NAME --most-running 50 --reason \"…\""))
        {
            name, most, reason, workspace,
        };
        if (kind == LimitKind.User)
        {
            command.Add(share);
        }

        command.SetAction(async (parse, cancellation) =>
        {
            using WorkspaceSession session = WorkspaceSession.OpenForWriting(parse.GetValue(workspace)!);
            return CampaignOperationCommands.Print(await session.Operations.RunAsync(
                new SetLimit(
                    kind, parse.GetValue(name)!, parse.GetValue(most), kind == LimitKind.User ? parse.GetValue(share) : null, parse.GetValue(reason)!),
                cancellation));
        });
        return command;
    }

    /// <summary>`site list`.</summary>
    public static Command Sites() => List("Lists the sites that are banned or limited, or have pilots.", "fathom site list", (session, json) => Listing.Write(
        new SiteQueries(session.Database, new FileQueries(session.Database)).Sites(), json,
        new("NAME", row => row.Name), new("BANNED", row => row.Banned ?? "-"), new("PILOTS", row => row.Pilots), new("BUSY", row => row.Busy),
        new("MOST RUNNING", row => Text(row.MostRunning))));

    private static Command Users() => List("Lists the users that have a limit or a share.", "fathom user list", (session, json) => Listing.Write(
        [.. new LimitQueries(session.Database).All().Where(limit => limit.Kind == LimitKind.User)], json,
        new("NAME", row => row.Name), new("RUNNING", row => row.Running), new("MOST RUNNING", row => Text(row.MostRunning)),
        new("SHARE", row => Text(row.Share ?? 1))));

    private static Command List(string description, string example, Action<WorkspaceSession, bool> write)
    {
        Option<string> workspace = SharedOptions.Workspace();
        Option<bool> json = SharedOptions.Json();
        var command = new Command("list", SharedOptions.Described(description, example)) { workspace, json };
        command.SetAction(parse =>
        {
            using WorkspaceSession session = WorkspaceSession.OpenForReading(parse.GetValue(workspace)!);
            write(session, parse.GetValue(json));
        });
        return command;
    }

    private static string Text(double? number) => number is { } value ? value.ToString("0.###", CultureInfo.InvariantCulture) : "-";
}
