using Fathom.Database.Reading;
using Fathom.Database.Writing;

namespace Fathom.Catalog.Runs;

/// <summary>Writes runs into the catalogue.</summary>
public static class RunRegistrar
{
    /// <summary>Registers a run. Repeating it unchanged is harmless.</summary>
    /// <exception cref="CatalogueException">The run is known with other values, or its values are out of range.</exception>
    public static void Register(WriteTransaction transaction, RunRecord run)
    {
        if (run.Number < 1 || run.Sections < 0 || run.LivetimeNs < 0 || run.DeadTimeNs < 0 || run.BadChannels < 0)
        {
            throw new CatalogueException("RunNotAcceptable", $"Run {run.Number}: expected a number above 0 and no negative value, found {run}.");
        }

        RunRecord? known = transaction.Connection.SelectFirst(
            $"{RunQueries.Columns} WHERE number = @Number", new { run.Number }, RunQueries.Map);
        if (known is not null)
        {
            _ = known == run ? true : throw new CatalogueException("RunChanged", $"Run {run.Number} is registered as {known}; found {run}.");
            return;
        }

        transaction.Execute(
            """
            INSERT INTO run (number, detector, start_utc, sections, livetime_ns, dead_time_ns, bad_channels, quality, remark)
            VALUES (@Number, @Detector, @StartUtc, @Sections, @LivetimeNs, @DeadTimeNs, @BadChannels, @quality, @Remark)
            """,
            new
            {
                run.Number,
                run.Detector,
                run.StartUtc,
                run.Sections,
                run.LivetimeNs,
                run.DeadTimeNs,
                run.BadChannels,
                quality = run.Quality.ToString(),
                run.Remark,
            });
    }
}
