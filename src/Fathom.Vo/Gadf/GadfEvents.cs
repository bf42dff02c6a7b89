using System.IO.Pipelines;
using Fathom.Vo.Releases;
using Fathom.Vo.Tables;
using Fathom.Vo.Tables.Fits;
using Fathom.Vo.Tables.Output;

namespace Fathom.Vo.Gadf;

/// <summary>The events of a release as EVENTS, with the one interval of GTI.</summary>
internal sealed class GadfEvents
{
    private const int Part = 4096;

    private static readonly GadfField[] s_fields =
        [new("EVENT_ID", 'K'), new("TIME", 'D', Unit: "s"), new("RA", 'E', Unit: "deg"), new("DEC", 'E', Unit: "deg"), new("ENERGY", 'E', Unit: "TeV")];

    private readonly ReleaseTable _table;
    private readonly ReleaseDescription _release;
    private readonly int _identifier;
    private readonly int _time;
    private readonly int _energy;

    private GadfEvents(ReleaseTable table, ReleaseDescription release, int identifier, int time, int energy) =>
        (_table, _release, _identifier, _time, _energy) = (table, release, identifier, time, energy);

    /// <summary>The events of a table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="release">What it is.</param>
    /// <param name="problem">What it lacks, where it cannot be written so.</param>
    public static GadfEvents? Of(ReleaseTable table, ReleaseDescription release, out string? problem)
    {
        IReadOnlyList<ColumnDescription> columns = table.Description.Columns;
        int time = Index(columns, column => column.Ucd == "time.epoch;meta.main" && column is { Unit: "d", Time: { Scale: "UTC", Origin: "MJD-origin" or "2400000.5" } });
        int identifier = Index(columns, column => column.Ucd == "meta.id;meta.main" && column.Type is VoType.Short or VoType.Int or VoType.Long && column.ArraySize is null);
        int energy = EnergyColumn.Find(columns);
        problem = release.Kind != ReleaseKind.Events ? "it holds no events"
            : table.RightAscension < 0 ? "its events have no positions"
            : time < 0 ? "its events have no time in MJD (UCD time.epoch;meta.main, unit d)"
            : energy < 0 ? "its events have no energy (UCD phys.energy)"
            : release.Livetime is null || release.Coverage.TimeBegin is null || release.Coverage.TimeEnd is null ? "its livetime or its span of time is not stated"
            : null;
        return problem is null ? new GadfEvents(table, release, identifier, time, energy) : null;
    }

    /// <summary>Seconds from the reference of the beginning and the end: those of the release, and further where events lie outside, as
    /// times that are rounded to days do.</summary>
    public (double Start, double Stop) Span
    {
        get
        {
            ColumnStatistics times = _table.Statistics(_time);
            double begin = _release.Coverage.TimeBegin!.Value, end = _release.Coverage.TimeEnd!.Value;
            return (GadfKeywords.Seconds(_release, Math.Min(begin, times.Minimum ?? begin)), GadfKeywords.Seconds(_release, Math.Max(end, times.Maximum ?? end)));
        }
    }

    /// <summary>Writes both tables.</summary>
    public async Task WriteAsync(PipeWriter output, CancellationToken stop)
    {
        var buffer = new OutputBuffer();
        GadfTable.AddHeader(buffer, "EVENTS", ["EVENTS"], s_fields, _table.Rows, AddKeywords);
        for (long first = 0; first < _table.Rows; first += Part)
        {
            AddRows(buffer, first, (int)Math.Min(Part, _table.Rows - first));
            buffer.MoveTo(output);
            if ((await output.FlushAsync(stop)).IsCompleted)
            {
                throw new OperationCanceledException("The reader of the events has gone.");
            }
        }

        GadfTable.Pad(buffer, _table.Rows * s_fields.Sum(field => field.Width));
        GadfField[] interval = [new("START", 'D', Unit: "s"), new("STOP", 'D', Unit: "s")];
        GadfTable.AddHeader(buffer, "GTI", ["GTI"], interval, 1, header => GadfKeywords.AddClock(header, _release));
        GadfTable.Add(buffer, Span.Start);
        GadfTable.Add(buffer, Span.Stop);
        GadfTable.Pad(buffer, 16);
        buffer.MoveTo(output);
    }

    private void AddKeywords(FitsHeaderWriter header)
    {
        (double start, double stop) = Span;
        double livetime = _release.Livetime!.Value * 86400;
        header.Add("OBS_ID", GadfKeywords.Observation);
        GadfKeywords.AddClock(header, _release);
        header.Add("TSTART", start);
        header.Add("TSTOP", stop);
        header.Add("ONTIME", stop - start);
        header.Add("LIVETIME", livetime);
        header.Add("DEADC", livetime / (stop - start));
        header.Add("OBS_MODE", "POINTING");
        header.Add("RA_PNT", 0.0);
        header.Add("DEC_PNT", 90.0);
        header.Add("EQUINOX", 2000.0);
        header.Add("RADECSYS", "ICRS");
        if (_release.Site is { } site)
        {
            header.Add("GEOLON", site.Longitude);
            header.Add("GEOLAT", site.Latitude);
            header.Add("ALTITUDE", site.Elevation);
        }

        header.Add("OBJECT", "survey");
        GadfKeywords.AddOrigin(header, _release);
        header.Comment("The pointing is the north celestial pole: responses are by declination. Livetime is spread over the one interval.");
    }

    private void AddRows(OutputBuffer output, long first, int count)
    {
        double[] time = Values(_time, first, count), ra = Values(_table.RightAscension, first, count), dec = Values(_table.Declination, first, count), energy = Values(_energy, first, count);
        double[]? identifier = _identifier < 0 ? null : Values(_identifier, first, count);
        string unit = _table.Description.Columns[_energy].Unit!;
        for (int i = 0; i < count; i++)
        {
            GadfTable.Add(output, identifier is null ? first + i + 1 : (long)identifier[i]);
            GadfTable.Add(output, GadfKeywords.Seconds(_release, time[i]));
            GadfTable.Add(output, (float)ra[i]);
            GadfTable.Add(output, (float)dec[i]);
            GadfTable.Add(output, (float)EnergyColumn.InTera(energy[i], unit));
        }
    }

    private double[] Values(int column, long first, int count) => _table.Description.Columns[column].Type switch
    {
        VoType.Double => _table.Numbers<double>(column, first, count).ToArray(),
        VoType.Float => Widened<float>(column, first, count),
        VoType.Long => Widened<long>(column, first, count),
        VoType.Int => Widened<int>(column, first, count),
        VoType.Short => Widened<short>(column, first, count),
        _ => Widened<byte>(column, first, count),
    };

    private double[] Widened<T>(int column, long first, int count)
        where T : unmanaged, System.Numerics.INumber<T>
    {
        var values = new double[count];
        ReadOnlySpan<T> stored = _table.Numbers<T>(column, first, count);
        for (int i = 0; i < count; i++)
        {
            values[i] = _table.IsNull(column, first + i) ? double.NaN : double.CreateChecked(stored[i]);
        }

        return values;
    }

    private static int Index(IReadOnlyList<ColumnDescription> columns, Func<ColumnDescription, bool> wanted) =>
        Enumerable.Range(0, columns.Count).FirstOrDefault(i => wanted(columns[i]), -1);
}
