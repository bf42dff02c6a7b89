using Microsoft.Data.Sqlite;
using Npgsql;

namespace Fathom.Benchmarks.Chaos.Faults;

/// <summary>The server loses its database for a moment: its connections are cut, or another program locks the file.</summary>
internal sealed class DatabaseLost : IFault
{
    public string Name => "database connection lost";

    public bool Applies(ChaosWorld world) => true;

    public async Task<bool> StrikeAsync(ChaosWorld world, Random random)
    {
        if (world.PostgresAdministration is { } administration)
        {
            await CutAsync(administration, world.PostgresDatabase);
        }
        else
        {
            await LockAsync(Path.Combine(world.Workspace, "fathom.db"), TimeSpan.FromMilliseconds(random.Next(300, 1500)));
        }

        await world.EnsureServerAsync();
        return true;
    }

    private static async Task CutAsync(string administration, string database)
    {
        await using var connection = new NpgsqlConnection(administration);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = @database", connection);
        command.Parameters.AddWithValue("database", database);
        await command.ExecuteScalarAsync();
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
