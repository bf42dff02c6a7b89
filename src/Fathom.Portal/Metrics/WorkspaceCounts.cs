using System.Globalization;
using Fathom.Catalog.Elements;
using Fathom.Database;
using Fathom.Database.Measuring;
using Fathom.Database.Reading;

namespace Fathom.Portal.Metrics;

/// <summary>What is counted in small tables: asked for often, read at most once in ten seconds.</summary>
/// <param name="Transfers">Transfers by destination and state.</param>
/// <param name="TransferFailures">Copies that failed, by destination.</param>
/// <param name="Elements">Storage elements.</param>
/// <param name="Size">What the database takes.</param>
internal sealed record WorkspaceCounts(
    IReadOnlyList<(string Destination, string State, long Count)> Transfers,
    IReadOnlyList<(string Destination, long Count)> TransferFailures,
    IReadOnlyList<StorageElementEntry> Elements,
    DatabaseSize Size)
{
    public static WorkspaceCounts Read(WorkspaceDatabase database)
    {
        var size = DatabaseSize.Of(database);
        return database.Read(connection => new WorkspaceCounts(
        connection.Select(
            "SELECT destination, state, COUNT(*) FROM transfer GROUP BY destination, state ORDER BY destination, state", null,
            row => (row.GetString(0), row.GetString(1), row.GetInt64(2))),
        connection.Select(
            "SELECT destination, SUM(failures) FROM transfer GROUP BY destination ORDER BY destination", null,
            row => (row.GetString(0), Convert.ToInt64(row.GetValue(1), CultureInfo.InvariantCulture))),
        StorageElementRegistry.List(connection), size));
    }
}

/// <summary>Keeps the counts for ten seconds.</summary>
internal sealed class WorkspaceCensus(WorkspaceDatabase database, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);
    private readonly Lock _gate = new();
    private WorkspaceCounts? _counts;
    private long _read;

    /// <summary>The counts, at most ten seconds old.</summary>
    public WorkspaceCounts Read()
    {
        lock (_gate)
        {
            if (_counts is null || time.GetElapsedTime(_read) >= Fresh)
            {
                (_counts, _read) = (WorkspaceCounts.Read(database), time.GetTimestamp());
            }

            return _counts;
        }
    }
}
