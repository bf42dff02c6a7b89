using Fathom.Vo.Tables.Output;

namespace Fathom.Vo.Tables.VoTable;

/// <summary>COOSYS and TIMESYS of a table: one each for the frames and clocks that its columns name.</summary>
internal sealed class VoTableFrames
{
    private readonly List<string> _frames = [];
    private readonly List<TimeSystem> _clocks = [];

    private VoTableFrames()
    {
    }

    /// <summary>The frames and clocks of columns.</summary>
    public static VoTableFrames Of(IReadOnlyList<ColumnDescription> columns)
    {
        var frames = new VoTableFrames();
        foreach (var column in columns)
        {
            if (column.Frame is { } frame && !frames._frames.Contains(frame))
            {
                frames._frames.Add(frame);
            }

            if (column.Time is { } time && !frames._clocks.Contains(time))
            {
                frames._clocks.Add(time);
            }
        }

        return frames;
    }

    // The schema of VOTable 1.4 has names of its own; 1.5 still reads them.
    private static string System(string frame) => frame.ToUpperInvariant() switch
    {
        "FK4" => "eq_FK4",
        "FK5" => "eq_FK5",
        "ECLIPTIC" => "ecl_FK5",
        "GALACTIC" => "galactic",
        "SUPER_GALACTIC" => "supergalactic",
        _ => frame,
    };

    /// <summary>The ID to which a column refers; null: none.</summary>
    public string? Reference(ColumnDescription column) =>
        column.Frame is { } frame ? $"frame{_frames.IndexOf(frame) + 1}"
        : column.Time is { } time ? $"time{_clocks.IndexOf(time) + 1}"
        : null;

    /// <summary>Writes the elements.</summary>
    public void Add(OutputBuffer output)
    {
        for (var i = 0; i < _frames.Count; i++)
        {
            output.Add("<COOSYS"u8);
            VoTableMarkup.AddAttribute(output, "ID"u8, $"frame{i + 1}");
            VoTableMarkup.AddAttribute(output, "system"u8, System(_frames[i]));
            output.Add("/>\n"u8);
        }

        for (var i = 0; i < _clocks.Count; i++)
        {
            output.Add("<TIMESYS"u8);
            VoTableMarkup.AddAttribute(output, "ID"u8, $"time{i + 1}");
            VoTableMarkup.AddAttribute(output, "timeorigin"u8, _clocks[i].Origin);
            VoTableMarkup.AddAttribute(output, "timescale"u8, _clocks[i].Scale);
            VoTableMarkup.AddAttribute(output, "refposition"u8, _clocks[i].Place);
            output.Add("/>\n"u8);
        }
    }
}
