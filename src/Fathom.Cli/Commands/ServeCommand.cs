using System.CommandLine;
using Fathom.Portal.Observatory;
using Fathom.Portal.Server;

namespace Fathom.Cli.Commands;

internal static class ServeCommand
{
    public static Command Create()
    {
        Option<string> workspace = SharedOptions.Workspace();
        Option<int> port = SharedOptions.Port();
        Option<int> pilots = SharedOptions.Pilots();
        var published = WebAddress.Option(
            "--published", "Address under which the world reaches what is published, where a web server stands before this one.");
        var slurm = new SlurmOptions();
        var uploadHosts = new Option<string[]>("--upload-host")
        {
            Description = "A host, with its port where that is not the usual one, from which queries may have tables fetched (TAP's UPLOAD by address); give it once for each host. Default: none but this server.",
            HelpName = "HOST",
        };
        var command = new Command("serve", """
            Runs the server of a workspace: ledger, API and portal on the loopback interface, with pilots of this machine.
            Ctrl-C lets running payloads finish for a short time and loses nothing.

            Examples:
              fathom serve
              fathom serve --port 0 --pilots 2
              fathom serve --pilots 0 --slurm --slurm-partition long --slurm-cpus 8
            """)
        { workspace, port, pilots, published, uploadHosts };
        slurm.AddTo(command);
        command.SetAction(async (parse, cancellation) =>
        {
            (ServerEnd end, int listened) = (ServerEnd.Stopped, parse.GetValue(port));
            do
            {
                await using FathomServer server = await FathomServer.StartAsync(
                    new ServerOptions
                    {
                        Workspace = parse.GetValue(workspace)!,
                        Port = listened,
                        Pilots = parse.GetValue(pilots),
                        Published = parse.GetValue(published),
                        Slurm = slurm.Read(parse, parse.GetValue(workspace)!),
                        Observatory = new ObservatoryOptions { UploadHosts = parse.GetValue(uploadHosts) ?? [] },
                        Log = Console.Error,
                    },
                    cancellation);
                Console.WriteLine($"The portal is on {server.Address}   (Ctrl-C ends)");
                listened = server.Address.Port;
                end = await server.RunAsync(cancellation);
                if (end.Message.Length > 0)
                {
                    Console.Error.WriteLine($"fathom: {end.Message}");
                }
            }
            while (end.GoesOn);

            return end.ExitCode;
        });
        return command;
    }
}
