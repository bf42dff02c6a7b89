using System.CommandLine;
using System.Globalization;
using Fathom.Cli.Output;
using Fathom.Cli.Workspaces;
using Fathom.Production.Forecast;
using Fathom.Production.Queries;

namespace Fathom.Cli.Commands;

/// <summary>`fathom campaign calibration`.</summary>
internal static class CampaignCalibrationCommand
{
    public static Command Create()
    {
        Option<string> workspace = SharedOptions.Workspace();
        Option<bool> json = SharedOptions.Json();
        var command = new Command("calibration", SharedOptions.Described(
            "Makes the forecasts of campaigns that have ended again, with what was known then, and says how many ends lay in the 90 % interval.",
            "fathom campaign calibration"))
        {
            workspace, json,
        };
        command.SetAction(parse =>
        {
            using WorkspaceSession session = WorkspaceSession.OpenForReading(parse.GetValue(workspace)!);
            IReadOnlyList<PastForecast> past = new PastForecastQueries(session.Database).All();
            Listing.Write(
                past, parse.GetValue(json),
                new("CAMPAIGN", one => one.Campaign), new("DONE", one => one.Done.ToString("P0", CultureInfo.InvariantCulture)),
                new("FROM", one => Span(one.Low)), new("TO", one => Span(one.High)), new("CAME", one => Span(one.Actual)),
                new("WITHIN", one => one.IsWithin ? "yes" : "no"));
            if (!parse.GetValue(json) && past.Count > 0)
            {
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture, $"{past.Count(one => one.IsWithin)} of {past.Count} ends lay in the interval; 90 % should."));
            }
        });
        return command;
    }

    private static string Span(double seconds) => TimeSpan.FromSeconds(Math.Round(seconds, 1)).ToString("g", CultureInfo.InvariantCulture);
}
