using System.Text.Json;
using Fathom.Events.Raw;
using Fathom.Events.Records;

namespace Fathom.Cli.Imports;

/// <summary>What the catalogue can know of a RAW file before it is decoded.</summary>
/// <param name="Events">Whole events in it.</param>
/// <param name="Section">Its end-of-section record; null where that is lost.</param>
internal sealed record RawSurvey(long Events, SectionInfo? Section)
{
    /// <summary>Facts for the catalogue, as JSON; a livetime that is unknown is left out, not zero.</summary>
    public string Metadata => Section is { } section
        ? JsonSerializer.Serialize(new { livetimeNs = section.LivetimeNs, deadTimeNs = section.DeadTimeNs, badChannels = section.BadChannels.Count })
        : "{}";

    /// <summary>Reads through a file; damage is counted by the decode step, not here.</summary>
    public static RawSurvey Of(string path)
    {
        using RawFileReader reader = RawFileReader.Open(path);
        var raw = new RawEvent();
        long events = 0;
        while (reader.TryRead(raw))
        {
            events++;
        }

        return new RawSurvey(events, reader.Section is { LivetimeKnown: true } section ? section : null);
    }
}
