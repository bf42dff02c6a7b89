using Fathom.Vo.Releases;
using Fathom.Vo.Tables.Output;

namespace Fathom.Vo.Gadf;

/// <summary>A response as a table of one row: two columns an axis, and the values over all axes.</summary>
/// <param name="Name">EXTNAME.</param>
/// <param name="Classes">HDUCLAS1 to HDUCLAS4.</param>
/// <param name="Type">HDU_TYPE of the index.</param>
/// <param name="Axes">The axes, the fastest first.</param>
/// <param name="Column">Name of the values' column.</param>
/// <param name="Unit">Unit of the values; null: none.</param>
/// <param name="Values">The values, the first axis fastest.</param>
internal sealed record GadfResponse(
    string Name, IReadOnlyList<string> Classes, string Type, IReadOnlyList<GadfAxis> Axes, string Column, string? Unit, IReadOnlyList<double> Values)
{
    /// <summary>Writes it with what it means.</summary>
    public void Add(OutputBuffer output, ReleaseDescription release)
    {
        List<GadfField> fields = [];
        foreach (GadfAxis axis in Axes)
        {
            fields.Add(new GadfField(axis.Name + "_LO", 'E', axis.Bins, axis.Unit));
            fields.Add(new GadfField(axis.Name + "_HI", 'E', axis.Bins, axis.Unit));
        }

        fields.Add(new GadfField(Column, 'E', Values.Count, Unit, GadfAxis.Dimensions(Axes)));
        GadfTable.AddHeader(output, Name, Classes, fields, 1, header =>
        {
            GadfKeywords.AddOrigin(header, release);
            header.Comment("THETA is the angle to the north celestial pole, 90 deg - declination: the pointing is RA 0, Dec 90.");
            header.Comment("By declination: averaged over a sidereal day.");
            header.Comment(release.FlavourConvention);
        });
        foreach (GadfAxis axis in Axes)
        {
            AddAll(output, axis.Low);
            AddAll(output, axis.High);
        }

        AddAll(output, Values);
        GadfTable.Pad(output, fields.Sum(field => (long)field.Width));
    }

    private static void AddAll(OutputBuffer output, IReadOnlyList<double> values)
    {
        foreach (double value in values)
        {
            GadfTable.Add(output, (float)value);
        }
    }
}
