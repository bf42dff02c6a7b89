using System.Data.Common;
using Fathom.Database.Reading;
using Fathom.Database.Writing;

namespace Fathom.Production.Accounting;

/// <summary>The accounts in the database.</summary>
internal static class AccountingTable
{
    private const string Columns =
        "accepted, failed, lost, killed, cpu_ms, normalised_cpu_ms, wall_ms, wasted_wall_ms, bytes_read, bytes_written";

    private static readonly string Sums = string.Join(", ", Columns.Split(", ").Select(column => $"{column} = accounting.{column} + excluded.{column}"));

    private static readonly string Upsert =
        $"""
        INSERT INTO accounting (hour, series_id, {Columns})
        VALUES (@hour, @series, @Accepted, @Failed, @Lost, @Killed, @CpuMs, @NormalisedCpuMs, @WallMs, @WastedWallMs, @BytesRead, @BytesWritten)
        ON CONFLICT (hour, series_id) DO UPDATE SET {Sums}
        """;

    private static readonly string AddUp =
        $"""
        INSERT INTO accounting (hour, series_id, {Columns})
        SELECT hour - hour % 24, series_id, {string.Join(", ", Columns.Split(", ").Select(column => $"CAST(SUM({column}) AS BIGINT)"))}
        FROM accounting WHERE hour < @before AND hour % 24 <> 0 GROUP BY hour - hour % 24, series_id
        ON CONFLICT (hour, series_id) DO UPDATE SET {Sums}
        """;

    /// <summary>Reads all into memory.</summary>
    public static AccountingRollup Load(DbConnection connection)
    {
        var rollup = new AccountingRollup();
        foreach ((int id, AccountingSeries series) in connection.Select(
            "SELECT id, site, campaign, transformation, owner, cause FROM accounting_series ORDER BY id", null,
            row => ((int)row.GetInt64(0), new AccountingSeries(row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5)))))
        {
            rollup.Restore(id, series);
        }

        foreach ((long hour, int series, AccountingCell cell) in connection.Select(
            $"SELECT hour, series_id, {Columns} FROM accounting ORDER BY hour, series_id", null,
            row => (row.GetInt64(0), (int)row.GetInt64(1), Cell(row))))
        {
            rollup.Add(hour, series, cell);
        }

        return rollup;
    }

    public static List<int> SeriesIds(DbConnection connection) =>
        connection.Select("SELECT id FROM accounting_series", null, row => (int)row.GetInt64(0));

    public static void AddSeries(WriteTransaction transaction, int id, AccountingSeries series) => transaction.Execute(
        """
        INSERT INTO accounting_series (id, site, campaign, transformation, owner, cause)
        VALUES (@id, @Site, @Campaign, @Transformation, @Owner, @Cause) ON CONFLICT (id) DO NOTHING
        """,
        new { id, series.Site, series.Campaign, series.Transformation, series.Owner, series.Cause });

    public static void Add(WriteTransaction transaction, long hour, int series, in AccountingCell cell) => transaction.Execute(
        Upsert,
        new
        {
            hour,
            series,
            cell.Accepted,
            cell.Failed,
            cell.Lost,
            cell.Killed,
            cell.CpuMs,
            cell.NormalisedCpuMs,
            cell.WallMs,
            cell.WastedWallMs,
            cell.BytesRead,
            cell.BytesWritten,
        });

    /// <summary>Adds up the hours of each day before the first hour of a day.</summary>
    public static void Compact(WriteTransaction transaction, long before)
    {
        transaction.Execute(AddUp, new { before });
        transaction.Execute("DELETE FROM accounting WHERE hour < @before AND hour % 24 <> 0", new { before });
    }

    private static AccountingCell Cell(DbDataReader row) => new(
        row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5), row.GetInt64(6), row.GetInt64(7), row.GetInt64(8),
        row.GetInt64(9), row.GetInt64(10), row.GetInt64(11));
}
