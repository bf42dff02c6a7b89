using System.Globalization;
using Fathom.Compute.Payload;
using Fathom.Production.Logs;

namespace Fathom.Compute.Engines;

/// <summary>Reads what a dead pilot left where the engine can see it: its own log, and the logs of its payloads in its scratch.</summary>
internal static class LeftWords
{
    /// <summary>The last words; what cannot be read is left out.</summary>
    /// <param name="pilotLog">The pilot's own log.</param>
    /// <param name="scratch">The pilot's scratch, or null where it is on another machine.</param>
    public static LastWords Read(string pilotLog, string? scratch = null)
    {
        var payloads = new Dictionary<(long, int), string>();
        foreach (var folder in Folders(scratch))
        {
            // job-<id>-<attempt>-<random>
            if (Path.GetFileName(folder).Split('-') is ["job", var job, var attempt, _]
                && long.TryParse(job, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                && int.TryParse(attempt, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                payloads[(id, number)] = PayloadLog.TailOf(PayloadLauncher.LogIn(folder), LastWords.MostOfPayload);
            }
        }
        return new LastWords(PayloadLog.TailOf(pilotLog, LastWords.MostOfPilot), payloads);
    }

    private static string[] Folders(string? scratch)
    {
        try
        {
            return scratch is null ? [] : Directory.GetDirectories(scratch, "job-*");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
