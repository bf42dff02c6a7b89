using System.Data.Common;
using Fathom.Catalog.Elements;
using Fathom.Database;
using Fathom.Database.Reading;
using Fathom.Database.Writing;

namespace Fathom.Production.Alerts.Facts;

/// <summary>Lost pilots, given-up transfers and banned elements, from their tables.</summary>
public sealed class DatabaseFacts(WorkspaceDatabase database) : IAlertFactSource
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    /// <inheritdoc/>
    public IReadOnlyList<string> Facts { get; } = [AlertFacts.PilotsLost, AlertFacts.ElementTransferFailures, AlertFacts.ElementBanned];

    /// <inheritdoc/>
    public IEnumerable<AlertSample> Measure() => database.Read(connection => (AlertSample[])
    [
        .. Counts(
            connection, AlertFacts.PilotsLost, "SELECT site, COUNT(*) FROM pilot WHERE state = 'Lost' AND ended_utc >= @since GROUP BY site",
            new { since = UtcLabel.Of(database.Time.GetUtcNow() - Window) }),
        .. Counts(
            connection, AlertFacts.ElementTransferFailures, "SELECT destination, COUNT(*) FROM transfer WHERE state = 'Failed' GROUP BY destination", null),
        .. StorageElementRegistry.List(connection).Where(element => element.Banned is not null)
            .Select(element => new AlertSample(AlertFacts.ElementBanned, element.Name, 1)),
    ]);

    private static List<AlertSample> Counts(DbConnection connection, string fact, string sql, object? parameters) =>
        connection.Select(sql, parameters, row => new AlertSample(fact, row.GetString(0), row.GetInt64(1)));
}
