using Fathom.Vo.Releases;
using Fathom.Vo.Tables.Output;

namespace Fathom.Vo.Gadf;

/// <summary>The index tables by which a data store finds the tables of its observations.</summary>
internal static class GadfIndex
{
    private static readonly GadfField[] s_tables =
        [new("OBS_ID", 'K'), new("HDU_TYPE", 'A', 16), new("HDU_CLASS", 'A', 16), new("FILE_DIR", 'A', 16), new("FILE_NAME", 'A', 160), new("HDU_NAME", 'A', 24)];

    private static readonly GadfField[] s_observations =
    [
        new("OBS_ID", 'K'), new("OBS_MODE", 'A', 16), new("RA_PNT", 'D', Unit: "deg"), new("DEC_PNT", 'D', Unit: "deg"),
        new("TSTART", 'D', Unit: "s"), new("TSTOP", 'D', Unit: "s"), new("ONTIME", 'D', Unit: "s"), new("LIVETIME", 'D', Unit: "s"), new("DEADC", 'D'), new("OBJECT", 'A', 16),
    ];

    /// <summary>The index of tables: where the events, their interval and the responses are.</summary>
    public static byte[] Tables(string file, IReadOnlyList<GadfResponse> responses)
    {
        (string Type, string Class, string Name)[] rows =
            [("events", "events", "EVENTS"), ("gti", "gti", "GTI"), .. responses.Select(response => (response.Type, response.Classes[^1].ToLowerInvariant(), response.Name))];
        return Document("HDU_INDEX", "HDU", s_tables, rows.Length, _ => { }, buffer =>
        {
            foreach ((string type, string hdu, string name) in rows)
            {
                GadfTable.Add(buffer, (long)GadfKeywords.Observation);
                GadfTable.Add(buffer, type, 16);
                GadfTable.Add(buffer, hdu, 16);
                GadfTable.Add(buffer, ".", 16);
                GadfTable.Add(buffer, file, 160);
                GadfTable.Add(buffer, name, 24);
            }
        });
    }

    /// <summary>The index of observations: the release is one.</summary>
    public static byte[] Observations(ReleaseDescription release, (double Start, double Stop) span) =>
        Document("OBS_INDEX", "OBS", s_observations, 1, header => GadfKeywords.AddClock(header, release), buffer =>
        {
            double livetime = release.Livetime!.Value * 86400, ontime = span.Stop - span.Start;
            GadfTable.Add(buffer, (long)GadfKeywords.Observation);
            GadfTable.Add(buffer, "POINTING", 16);
            foreach (double value in new[] { 0, 90, span.Start, span.Stop, ontime, livetime, livetime / ontime })
            {
                GadfTable.Add(buffer, value);
            }

            GadfTable.Add(buffer, "survey", 16);
        });

    private static byte[] Document(
        string name, string what, GadfField[] fields, int rows, Action<Tables.Fits.FitsHeaderWriter> more, Action<OutputBuffer> add)
    {
        var buffer = new OutputBuffer();
        GadfTable.AddPrimary(buffer);
        GadfTable.AddHeader(buffer, name, ["INDEX", what], fields, rows, more);
        add(buffer);
        GadfTable.Pad(buffer, (long)rows * fields.Sum(field => field.Width));
        return buffer.Written.ToArray();
    }
}
