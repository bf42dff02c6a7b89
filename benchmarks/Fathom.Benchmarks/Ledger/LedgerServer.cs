using System.Globalization;
using Fathom.Portal.Server;

namespace Fathom.Benchmarks.Ledger;

/// <summary>The server under load, in a process of its own: the product's, without pilots of its own.</summary>
internal static class LedgerServer
{
    /// <summary>Serves until its input ends.</summary>
    /// <param name="args">Workspace, database location, added sync time [ms].</param>
    public static async Task RunAsync(string[] args)
    {
        await using FathomServer server = await FathomServer.StartAsync(new ServerOptions
        {
            Workspace = args[0],
            Port = 0,
            Pilots = 0,
            Database = args[1],
            AddedSyncTime = TimeSpan.FromMilliseconds(double.Parse(args[2], CultureInfo.InvariantCulture)),
        });
        Console.WriteLine(server.Address);
        using var stop = new CancellationTokenSource();
        Task<ServerEnd> ending = server.RunAsync(stop.Token);
        await Task.WhenAny(ending, Task.Run(Console.In.ReadToEnd));
        await stop.CancelAsync();
        Console.WriteLine(await ending);
    }
}
