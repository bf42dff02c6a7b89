using Fathom.Database.Measuring;
using Fathom.PostgresServers;

namespace Fathom.Database.Tests.Measuring;

public sealed class DatabaseSizeTests
{
    [Theory, OnBothEngines]
    public async Task The_size_of_either_engine_grows_with_what_is_written(Engine engine)
    {
        using var place = new TestDatabase(engine);
        using WorkspaceDatabase database = WorkspaceDatabase.Open(place.Location);
        DatabaseSize before = DatabaseSize.Of(database);
        await database.WriteAsync(transaction => transaction.Execute(
            "INSERT INTO request (id, body_hash, status, response, utc) VALUES ('a', 'b', 200, @text, '2026-01-01T00:00:00Z')",
            new { text = Random() }));
        DatabaseSize after = DatabaseSize.Of(database);
        Assert.True(before.Bytes + (before.WalBytes ?? 0) > 10_000);
        // What SQLite has written may still be in its log, whose file is used again.
        Assert.True(after.Bytes + (after.WalBytes ?? 0) > 1_300_000);
        Assert.True(engine == Engine.Sqlite || after.Bytes > before.Bytes + 1_000_000);
    }

    // A text that cannot be compressed away.
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5394", Justification = "Seeded bytes.")]
    private static string Random()
    {
        var bytes = new byte[1 << 20];
        new Random(3).NextBytes(bytes);
        return Convert.ToBase64String(bytes);
    }
}
