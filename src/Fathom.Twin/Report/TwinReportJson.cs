using System.Text.Json;

namespace Fathom.Twin.Report;

/// <summary>A simulated campaign as JSON.</summary>
public static class TwinReportJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <summary>The outcome as one JSON object.</summary>
    /// <param name="outcome">The outcome.</param>
    /// <param name="withSeries">Whether every minute is included.</param>
    public static string Write(TwinOutcome outcome, bool withSeries) => JsonSerializer.Serialize(
        new
        {
            outcome.Scenario.Name,
            outcome.Scenario.Question,
            outcome.Scenario.Jobs,
            outcome.Scenario.Slots,
            outcome.Scenario.Seed,
            FloorSeconds = outcome.Floor.Seconds,
            outcome.Seconds,
            outcome.OverFloor,
            outcome.Done,
            outcome.Held,
            outcome.Open,
            outcome.Attempts,
            outcome.Events,
            outcome.Elements,
            outcome.Series.Refusals,
            Points = withSeries ? outcome.Series.Points : null,
        },
        Options);
}
