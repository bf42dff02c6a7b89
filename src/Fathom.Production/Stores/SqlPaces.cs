using System.Data.Common;
using Fathom.Database.Reading;
using Fathom.Database.Writing;
using Fathom.Production.Dispatch;
using Fathom.Production.Forecast;

namespace Fathom.Production.Stores;

/// <summary>What accepted attempts took, as a database keeps it: a row for each transformation.</summary>
internal static class SqlPaces
{
    private const string Columns =
        "transformation_id, accepted, mean_wall, wall_squares, recent, measured, mean_size, size_squares, mean_seconds, products, errors";

    /// <summary>Saves that of a transformation.</summary>
    public static void Save(WriteTransaction sql, long transformation, StepPace pace)
    {
        (WallTimes wall, DurationSums sums) = (pace.Wall, pace.Durations.Sums);
        sql.Execute(
            $"""
            INSERT INTO step_pace ({Columns}) VALUES (
                @transformation, @accepted, @wall, @wallSquares, @recent, @measured, @size, @sizeSquares, @seconds, @products, @errors)
            ON CONFLICT (transformation_id) DO UPDATE SET
                accepted = excluded.accepted, mean_wall = excluded.mean_wall, wall_squares = excluded.wall_squares, recent = excluded.recent,
                measured = excluded.measured, mean_size = excluded.mean_size, size_squares = excluded.size_squares,
                mean_seconds = excluded.mean_seconds, products = excluded.products, errors = excluded.errors
            """,
            new
            {
                transformation,
                accepted = wall.Count,
                wall = wall.Mean,
                wallSquares = wall.Squares,
                recent = pace.Recent.ToString(),
                measured = sums.Count,
                size = sums.MeanSize,
                sizeSquares = sums.SizeSquares,
                seconds = sums.MeanSeconds,
                products = sums.Products,
                errors = pace.Durations.Errors.ToString(),
            });
    }

    /// <summary>That of a transformation; null where nothing of it was accepted yet.</summary>
    public static StepPace? Find(DbConnection connection, long transformation) => connection.SelectFirst(
        $"SELECT {Columns} FROM step_pace WHERE transformation_id = @transformation", new { transformation }, row => Pace(row).Pace);

    /// <summary>That of all transformations.</summary>
    public static List<(long Transformation, StepPace Pace)> All(DbConnection connection) =>
        connection.Select($"SELECT {Columns} FROM step_pace ORDER BY transformation_id", null, Pace);

    private static (long Transformation, StepPace Pace) Pace(DbDataReader row) => (
        row.GetInt64(0),
        new StepPace(
            new WallTimes(row.GetInt64(1), row.GetDouble(2), row.GetDouble(3)), RecentCounts.Parse(row.GetString(4)),
            new DurationModel(
                new DurationSums(row.GetInt64(5), row.GetDouble(6), row.GetDouble(7), row.GetDouble(8), row.GetDouble(9)),
                DurationSketch.Parse(row.GetString(10)))));
}
