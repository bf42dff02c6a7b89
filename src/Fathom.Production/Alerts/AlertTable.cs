using System.Data.Common;
using Fathom.Database.Reading;
using Fathom.Database.Writing;
using Fathom.Production.Alerts.Rules;

namespace Fathom.Production.Alerts;

/// <summary>Alerts in the database: those that are up, and what was lately.</summary>
public static class AlertTable
{
    private const string Columns = "id, rule, subject, severity, text, what_to_do, value, fired_utc, resolved_utc, told, delivery";

    /// <summary>Alerts that are up, then those that are over, newest first.</summary>
    public static List<AlertRecord> List(DbConnection connection, int limit = 200) => connection.Select(
        $"SELECT {Columns} FROM alert ORDER BY CASE WHEN resolved_utc IS NULL THEN 0 ELSE 1 END, id DESC LIMIT @limit", new { limit }, Map);

    /// <summary>Alerts that are up.</summary>
    public static List<AlertRecord> Up(DbConnection connection) =>
        connection.Select($"SELECT {Columns} FROM alert WHERE resolved_utc IS NULL ORDER BY id", null, Map);

    internal static long LastId(DbConnection connection) => connection.SelectNumber("SELECT MAX(id) FROM alert");

    internal static void Save(WriteTransaction transaction, AlertRecord alert) => transaction.Execute(
        """
        INSERT INTO alert (id, rule, subject, severity, text, what_to_do, value, fired_utc, resolved_utc, told, delivery)
        VALUES (@Id, @Rule, @Subject, @severity, @Text, @Do, @Value, @FiredUtc, @ResolvedUtc, @Told, @Delivery)
        ON CONFLICT (id) DO UPDATE SET text = excluded.text, value = excluded.value, resolved_utc = excluded.resolved_utc,
            told = excluded.told, severity = excluded.severity, what_to_do = excluded.what_to_do
        """,
        new
        {
            alert.Id,
            alert.Rule,
            alert.Subject,
            severity = alert.Severity.ToString(),
            alert.Text,
            alert.Do,
            alert.Value,
            alert.FiredUtc,
            alert.ResolvedUtc,
            alert.Told,
            alert.Delivery,
        });

    internal static void SaveDelivery(WriteTransaction transaction, long id, string delivery) =>
        transaction.Execute("UPDATE alert SET delivery = @delivery WHERE id = @id", new { id, delivery });

    internal static void Forget(WriteTransaction transaction, string before) =>
        transaction.Execute("DELETE FROM alert WHERE resolved_utc < @before", new { before });

    private static AlertRecord Map(DbDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.GetString(2), row.Name<AlertSeverity>(3), row.GetString(4), row.GetString(5),
        row.DoubleOrNull(6), row.GetString(7), row.TextOrNull(8), (int)row.GetInt64(9), row.GetString(10));
}
