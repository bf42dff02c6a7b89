using Fathom.PostgresServers;
using Microsoft.Data.Sqlite;

namespace Fathom.Benchmarks.Chaos.Faults;

/// <summary>The server loses its database for a moment: its connections are cut, or another program locks the file.</summary>
internal sealed class DatabaseLost : IFault
{
    public string Name => "database connection lost";

    public bool IsLight => true;

    public bool Applies(ChaosWorld world) => true;

    public async Task<bool> StrikeAsync(ChaosWorld world, Random random)
    {
        if (world.Postgres is { } url)
        {
            PostgresCluster.Shared!.Disconnect(url);
        }
        else
        {
            await LockAsync(Path.Combine(world.Workspace, "fathom.db"), TimeSpan.FromMilliseconds(random.Next(200, 800)));
        }

        await world.EnsureServerAsync();
        return true;
    }

    private static async Task LockAsync(string path, TimeSpan held)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE";
        command.ExecuteNonQuery();
        await Task.Delay(held);
        command.CommandText = "ROLLBACK";
        command.ExecuteNonQuery();
    }
}
