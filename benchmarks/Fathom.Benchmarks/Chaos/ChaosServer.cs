using System.Globalization;
using Fathom.Compute.Payload;
using Fathom.Portal.Server;

namespace Fathom.Benchmarks.Chaos;

/// <summary>The product's server in a process of its own, with shortened timers and the proxy announced in its place.</summary>
internal static class ChaosServer
{
    public const double LeaseSeconds = 3;
    private const double HeartbeatSeconds = 0.75;

    /// <summary>Serves until it is ended; the exit code of a server that ended by itself.</summary>
    /// <param name="args">Workspace, port, announced address, pilots, engine, the command of Fathom.</param>
    public static async Task<int> RunAsync(string[] args)
    {
        ServerEnd end;
        try
        {
            await using FathomServer server = await FathomServer.StartAsync(Options(args));
            Console.WriteLine(server.Address);
            end = await server.RunAsync(CancellationToken.None);
        }
        catch (Exception fault)
        {
            end = ServerEnd.Of(fault); // it did not come up, as the command would say
        }

        Console.Error.WriteLine(end.Message);
        return end.ExitCode;
    }

    private static ServerOptions Options(string[] args)
    {
        int pilots = int.Parse(args[3], CultureInfo.InvariantCulture);
        bool slurm = args[4] == "slurm";
        return new ServerOptions
        {
            Workspace = args[0],
            Port = int.Parse(args[1], CultureInfo.InvariantCulture),
            Announced = new Uri(args[2]),
            Pilots = slurm ? 0 : pilots,
            Slurm = slurm ? Slurm(pilots) : null,
            Command = new SelfCommand(args[5], []),
            LeaseSeconds = LeaseSeconds,
            HeartbeatSeconds = HeartbeatSeconds,
            SweepGrace = TimeSpan.FromSeconds(5),
            Log = Console.Error,
        };
    }

    private static SlurmServerOptions Slurm(int pilots) => new()
    {
        MaxPilots = pilots,
        MaxQueued = pilots,
        Ramp = pilots,
        Idle = TimeSpan.FromSeconds(10),
        Poll = TimeSpan.FromSeconds(1),
        TimeLimit = TimeSpan.FromMinutes(60),
    };
}
