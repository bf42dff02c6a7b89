using System.CommandLine;
using Fathom.Compute.Node;
using Fathom.Compute.Payload;
using Fathom.Compute.Pilot;

namespace Fathom.Cli.Commands;

internal static class PilotCommand
{
    public const string Name = "pilot";

    public static Command Create()
    {
        var workspace = new Option<string?>("--workspace", "-w") { Description = "Folder of the workspace, whose server and secret it finds there.", HelpName = "DIR" };
        var server = WebAddress.Option("--server", "Address of the server, where the workspace is not seen from here.");
        var secret = new Option<string?>("--secret-file") { Description = "File with the bootstrap secret, readable by its owner alone.", HelpName = "FILE" };
        var engine = new Option<string>("--engine") { Description = "Name of the engine that started it.", DefaultValueFactory = _ => "hand" };
        var site = new Option<string>("--site") { Description = "Site that it runs at.", DefaultValueFactory = _ => "local" };
        var idle = new Option<double?>("--idle") { Description = "Ends after so many seconds without a job.", HelpName = "SECONDS" };
        var slots = SharedOptions.Number("--slots", "Payloads at a time.", 1, 1, 1_024);
        var wall = new Option<double?>("--wall-time") { Description = "The batch system ends it after so many seconds.", HelpName = "SECONDS" };
        var spread = new Option<double>("--spread") { Description = "The first leases of its herd are spread over so many seconds.", HelpName = "SECONDS" };
        var command = new Command(Name, """
            Leases jobs from the server, runs each as a payload process of its own, and uploads what it made.
            SIGTERM or Ctrl-C lets the present payloads finish; a second Ctrl-C gives their jobs back at once.

            Examples:
              fathom pilot --workspace workspace
              fathom pilot --server http://127.0.0.1:8080 --secret-file bootstrap.secret --idle 60
            """)
        { workspace, server, secret, engine, site, idle, slots, wall, spread };
        command.SetAction(async (parse, _) =>
        {
            string? folder = parse.GetValue(workspace) ?? (parse.GetValue(server) is null ? SharedOptions.DefaultWorkspace : null);
            if (folder is not null && !new Database.WorkspaceFolders(folder).Exists)
            {
                throw new CommandException(ExitCode.NotFound, $"{folder}: there is no workspace here. Name one with --workspace, or a --server.");
            }

            PilotPrivacy.Begin();
            using var signals = new PilotSignals();
            var options = new PilotOptions
            {
                Workspace = folder,
                Server = parse.GetValue(server),
                SecretFile = parse.GetValue(secret),
                Engine = parse.GetValue(engine)!,
                Site = parse.GetValue(site)!,
                IdleLimit = parse.GetValue(idle) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
                Slots = parse.GetValue(slots),
                WallTime = parse.GetValue(wall) is { } most ? TimeSpan.FromSeconds(most) : null,
                Spread = TimeSpan.FromSeconds(parse.GetValue(spread)),
                Cache = NodeCache.Folder,
                Payload = SelfCommand.Current(),
            };
            return await new PilotProcess(options, TimeProvider.System, Console.Error).RunAsync(signals.Drain, signals.Stop);
        });
        return command;
    }
}
