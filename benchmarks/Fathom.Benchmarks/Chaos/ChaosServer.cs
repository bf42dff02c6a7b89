using System.Globalization;
using Fathom.Compute.Payload;
using Fathom.Portal.Server;

namespace Fathom.Benchmarks.Chaos;

/// <summary>The product's server in a process of its own, with shortened timers and the proxy announced in its place.</summary>
internal static class ChaosServer
{
    public const double LeaseSeconds = 3;
    private const double HeartbeatSeconds = 0.75;

    /// <summary>Serves until it is ended.</summary>
    /// <param name="args">Workspace, port, announced address, database (empty: the file), pilots, fathom.dll.</param>
    public static async Task RunAsync(string[] args)
    {
        await using FathomServer server = await FathomServer.StartAsync(new ServerOptions
        {
            Workspace = args[0],
            Port = int.Parse(args[1], CultureInfo.InvariantCulture),
            Announced = new Uri(args[2]),
            Database = args[3].Length == 0 ? null : args[3],
            Pilots = int.Parse(args[4], CultureInfo.InvariantCulture),
            Command = new SelfCommand("dotnet", [args[5]]),
            LeaseSeconds = LeaseSeconds,
            HeartbeatSeconds = HeartbeatSeconds,
            SweepGrace = TimeSpan.FromSeconds(5),
            Log = Console.Error,
        });
        Console.WriteLine(server.Address);
        Console.WriteLine(await server.RunAsync(CancellationToken.None));
    }
}
