using System.Globalization;
using System.Text;

namespace Fathom.Twin.Report;

/// <summary>A line plot over time as SVG.</summary>
/// <param name="title">What it shows.</param>
/// <param name="unit">Unit of the vertical axis.</param>
/// <param name="hours">The times [h].</param>
internal sealed class TwinPlot(string title, string unit, double[] hours)
{
    private const double Width = 760, Height = 260, Left = 64, Right = 16, Top = 12, Bottom = 40;

    private static readonly string[] Colours = ["#1f6fb2", "#c2542d", "#3d8b4f", "#7a5aa6", "#946b00", "#4f5d6b"];

    private readonly List<(string Name, double[] Values)> _lines = [];
    private (string Name, double Value)? _bound;

    /// <summary>Adds a line.</summary>
    public TwinPlot Line(string name, IEnumerable<double> values)
    {
        _lines.Add((name, [.. values]));
        return this;
    }

    /// <summary>Adds a bound, dashed.</summary>
    public TwinPlot Bound(string name, double value)
    {
        _bound = (name, value);
        return this;
    }

    /// <summary>The figure as HTML.</summary>
    public string Draw()
    {
        double top = Step(Math.Max(_bound?.Value ?? 0, _lines.SelectMany(line => line.Values).DefaultIfEmpty(1).Max()) * 1.05);
        double end = Math.Max(1e-9, hours.DefaultIfEmpty(1).Max());
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<figure><figcaption><h2>{title}</h2> [{unit}]</figcaption><svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{title}\">");
        for (int i = 0; i <= 5; i++)
        {
            double y = Y(top * i / 5, top);
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"grid\" d=\"M{Left} {y:0.#}H{Width - Right}\"/><text x=\"{Left - 6}\" y=\"{y + 4:0.#}\" text-anchor=\"end\">{top * i / 5:0.##}</text>");
        }

        double step = Step(end / 8);
        for (double hour = 0; hour <= end; hour += step)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{X(hour, end):0.#}\" y=\"{Height - Bottom + 16}\" text-anchor=\"middle\">{hour:0.##} h</text>");
        }

        for (int i = 0; i < _lines.Count; i++)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"line\" stroke=\"{Colours[i % Colours.Length]}\" d=\"{Path(_lines[i].Values, end, top)}\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left + (i * 130)}\" y=\"{Height - 6}\" fill=\"{Colours[i % Colours.Length]}\">{_lines[i].Name}</text>");
        }

        if (_bound is { } bound)
        {
            double y = Y(bound.Value, top);
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"bound\" d=\"M{Left} {y:0.#}H{Width - Right}\"/><text x=\"{Width - Right}\" y=\"{y - 4:0.#}\" text-anchor=\"end\">{bound.Name}</text>");
        }

        return svg.Append("</svg></figure>").ToString();
    }

    private string Path(double[] values, double end, double top)
    {
        var path = new StringBuilder();
        for (int i = 0; i < values.Length; i++)
        {
            path.Append(CultureInfo.InvariantCulture, $"{(i == 0 ? 'M' : 'L')}{X(hours[i], end):0.#} {Y(values[i], top):0.#}");
        }

        return path.ToString();
    }

    private static double X(double hour, double end) => Left + (hour / end * (Width - Left - Right));

    private static double Y(double value, double top) => Height - Bottom - (value / top * (Height - Top - Bottom));

    /// <summary>The smallest of 1, 2, 5 times a power of ten that is not below a length.</summary>
    private static double Step(double length)
    {
        if (!(length > 0))
        {
            return 1;
        }

        double power = Math.Pow(10, Math.Floor(Math.Log10(length)));
        double mantissa = length / power;
        return power * (mantissa <= 1 ? 1 : mantissa <= 2 ? 2 : mantissa <= 5 ? 5 : 10);
    }
}
