using System.Globalization;
using System.Text;

namespace Fathom.Detector.Calibration;

/// <summary>The text file of calibration constants.</summary>
/// <remarks>
/// Line 1: <c>fathom-calibration 1 DETECTOR CHANNELS RADII ANGLES MAXRADIUS</c>. Then one line per channel,
/// <c>gain offset dark status</c>; one line per radius of the light map; last the line <c>end</c>. Numbers are the
/// shortest that read back to the same value, lines end with LF: equal constants give equal bytes.
/// </remarks>
internal static class CalibrationFile
{
    private const string Magic = "fathom-calibration";
    private const int MaximumNodes = 4096;

    internal static void Write(string path, CalibrationConstants constants)
    {
        using var writer = new StreamWriter(path, append: false, new UTF8Encoding(false), 1 << 16) { NewLine = "\n" };
        var light = constants.Light;
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Magic} 1 {constants.Detector} {constants.ChannelCount} {light.RadiusNodes} {light.AngleNodes} {light.MaximumRadius:R}"));
        for (var i = 0; i < constants.ChannelCount; i++)
        {
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{constants.Gain[i]:R} {constants.TimeOffset[i]:R} {constants.DarkRate[i]:R} {(byte)constants.Status[i]}"));
        }

        for (var row = 0; row < light.RadiusNodes; row++)
        {
            var values = light.Values.AsSpan(row * light.AngleNodes, light.AngleNodes).ToArray();
            writer.WriteLine(string.Join(' ', values.Select(v => v.ToString("R", CultureInfo.InvariantCulture))));
        }

        writer.WriteLine("end");
    }

    internal static CalibrationConstants Read(string path)
    {
        using var stream = File.OpenText(path);
        var lines = new CalibrationLines(path, stream);
        var head = lines.Words(7, $"'{Magic} 1 DETECTOR CHANNELS RADII ANGLES MAXRADIUS'");
        lines.Require(head[0] == Magic && head[1] == "1", $"'{Magic} 1'", $"'{head[0]} {head[1]}'");
        var channels = lines.Integer(head[3], ushort.MaxValue);
        var radii = lines.Integer(head[4], MaximumNodes);
        var angles = lines.Integer(head[5], MaximumNodes);
        var maximumRadius = lines.DoubleNumber(head[6]);
        lines.Require(radii >= 2 && angles >= 2 && maximumRadius > 0, "a light map of at least 2 × 2 nodes", $"{radii} × {angles}");
        var (gain, offset, dark) = (new float[channels], new float[channels], new float[channels]);
        var status = new ChannelStatus[channels];
        for (var i = 0; i < channels; i++)
        {
            var words = lines.Words(4, "'gain offset dark status'");
            gain[i] = lines.Number(words[0]);
            lines.Require(gain[i] > 0, "a positive gain", words[0]);
            offset[i] = lines.Number(words[1]);
            dark[i] = lines.Number(words[2]);
            status[i] = (ChannelStatus)lines.Integer(words[3], (int)ChannelStatus.Noisy);
        }

        var values = new float[radii * angles];
        for (var row = 0; row < radii; row++)
        {
            var words = lines.Words(angles, $"{angles} values of the light map");
            for (var column = 0; column < angles; column++)
            {
                values[(row * angles) + column] = lines.Number(words[column]);
            }
        }

        var last = lines.Words(1, "'end'");
        lines.Require(last[0] == "end", "'end'", last[0]);
        return new CalibrationConstants(head[2], gain, offset, dark, status, new LightMap(maximumRadius, radii, angles, values));
    }
}
