using System.Globalization;
using System.Text;
using Fathom.Database.Measuring;

namespace Fathom.Portal.Metrics;

/// <summary>Writes metrics in Prometheus's text format 0.0.4 (https://prometheus.io/docs/instrumenting/exposition_formats/).</summary>
public sealed class PrometheusText
{
    /// <summary>The format's content type.</summary>
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly StringBuilder _text = new();

    /// <summary>Begins a metric: its help and its type.</summary>
    public void Begin(Metric metric) => _text
        .Append("# HELP ").Append(metric.Name).Append(' ').Append(metric.Help.Replace("\\", "\\\\", StringComparison.Ordinal)).Append('\n')
        .Append("# TYPE ").Append(metric.Name).Append(' ').Append(metric.Type.ToString().ToLowerInvariant()).Append('\n');

    /// <summary>One sample of the metric that was begun.</summary>
    public void Sample(Metric metric, double value, params ReadOnlySpan<(string Name, string Value)> labels) => Line(metric.Name, value, labels);

    /// <summary>A metric with one sample.</summary>
    public void Single(Metric metric, double value)
    {
        Begin(metric);
        Line(metric.Name, value, []);
    }

    /// <summary>The ranges, sum and count of a distribution.</summary>
    public void Ranges(Metric metric, DistributionCounts counts, params ReadOnlySpan<(string Name, string Value)> labels)
    {
        long below = 0;
        for (var i = 0; i < counts.Counts.Count; i++)
        {
            below += counts.Counts[i];
            var bound = i < counts.Bounds.Count ? Number(counts.Bounds[i]) : "+Inf";
            Line(metric.Name + "_bucket", below, [.. labels, ("le", bound)]);
        }

        Line(metric.Name + "_sum", counts.Sum, labels);
        Line(metric.Name + "_count", below, labels);
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    private void Line(string name, double value, ReadOnlySpan<(string Name, string Value)> labels)
    {
        _text.Append(name);
        for (var i = 0; i < labels.Length; i++)
        {
            _text.Append(i == 0 ? '{' : ',').Append(labels[i].Name).Append("=\"").Append(Escape(labels[i].Value)).Append('"');
        }

        _text.Append(labels.Length > 0 ? "} " : " ").Append(Number(value)).Append('\n');
    }

    private static string Number(double value) => double.IsNaN(value) ? "NaN"
        : double.IsPositiveInfinity(value) ? "+Inf" : double.IsNegativeInfinity(value) ? "-Inf" : value.ToString("R", CultureInfo.InvariantCulture);

    private static string Escape(string value) => value
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
