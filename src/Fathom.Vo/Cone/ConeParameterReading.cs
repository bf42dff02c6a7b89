using System.Globalization;

namespace Fathom.Vo.Cone;

/// <summary>Reads the parameters of a cone search one by one; the first problem stays.</summary>
internal sealed class ConeParameterReading
{
    private const int LongestFormat = 200;

    private double? _rightAscension;
    private double? _declination;
    private double? _radius;
    private int? _verbosity;
    private long? _limit;
    private string? _format;
    private string? _problem;

    /// <summary>Takes a parameter.</summary>
    public void Take(string name, string value)
    {
        switch (name.ToUpperInvariant())
        {
            case "RA":
                Once("RA", ref _rightAscension, Angle("RA", value, -360, 360));
                break;
            case "DEC":
                Once("DEC", ref _declination, Angle("DEC", value, -90, 90));
                break;
            case "SR":
                Once("SR", ref _radius, Angle("SR", value, 0, 180));
                break;
            case "VERB":
                Once("VERB", ref _verbosity, (int?)Whole("VERB", value, 1, 3));
                break;
            case "MAXREC":
                Once("MAXREC", ref _limit, Whole("MAXREC", value, 0, long.MaxValue));
                break;
            case "RESPONSEFORMAT":
                Format(value);
                break;
            default:
                break;
        }
    }

    /// <summary>The request, or the problem.</summary>
    public ConeParameters Finish()
    {
        var missing = _rightAscension is null ? "RA" : _declination is null ? "DEC" : _radius is null ? "SR" : null;
        if (_problem is null && missing is not null)
        {
            Problem($"{missing} is missing: RA, DEC and SR are needed, in decimal degrees (ICRS).");
        }

        return _problem is not null ? new ConeParameters(null, _problem) : new ConeParameters(
            new ConeRequest(
                _rightAscension!.Value < 0 ? _rightAscension.Value + 360 : _rightAscension.Value,
                _declination!.Value,
                _radius!.Value,
                _verbosity ?? 2,
                _limit,
                _format),
            null);
    }

    private double? Angle(string name, string value, double least, double most)
    {
        if (double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var angle) && angle >= least && angle <= most)
        {
            return angle;
        }

        Problem($"{name}: expected decimal degrees from {least} to {most}, found '{Shown(value)}'.");
        return null;
    }

    private long? Whole(string name, string value, long least, long most)
    {
        if (long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        Problem(most == long.MaxValue
            ? $"{name}: expected a whole number from {least} on, found '{Shown(value)}'."
            : $"{name}: expected a whole number from {least} to {most}, found '{Shown(value)}'.");
        return null;
    }

    private void Format(string value)
    {
        if (_format is not null)
        {
            Problem("RESPONSEFORMAT is given more than once.");
        }

        _format = value.Length <= LongestFormat ? value : value[..LongestFormat];
    }

    private void Once<T>(string name, ref T? field, T? value)
        where T : struct
    {
        if (field is not null)
        {
            Problem($"{name} is given more than once.");
        }

        field = value;
    }

    private void Problem(string problem) => _problem ??= problem;

    private static string Shown(string value) => value.Length <= 40 ? value : value[..40] + "…";
}
