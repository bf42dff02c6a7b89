using System.Buffers.Binary;
using System.Globalization;
using Fathom.Vo.Tables.Fits;
using Fathom.Vo.Tables.Output;

namespace Fathom.Vo.Gadf;

/// <summary>Writes binary tables with the keywords of the Data formats for gamma-ray astronomy 0.3.</summary>
internal static class GadfTable
{
    private const string Documentation = "https://github.com/open-gamma-ray-astro/gamma-astro-data-formats";

    /// <summary>The header without data that a file begins with.</summary>
    public static void AddPrimary(OutputBuffer output)
    {
        var header = new FitsHeaderWriter(output);
        header.Add("SIMPLE", true);
        header.Add("BITPIX", 8);
        header.Add("NAXIS", 0);
        header.Add("EXTEND", true);
        header.End();
    }

    /// <summary>The header of a table.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="name">Its EXTNAME.</param>
    /// <param name="classes">HDUCLAS1 and on.</param>
    /// <param name="fields">Its columns.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="more">Further keywords.</param>
    public static void AddHeader(OutputBuffer output, string name, IReadOnlyList<string> classes, IReadOnlyList<GadfField> fields, long rows, Action<FitsHeaderWriter> more)
    {
        var header = new FitsHeaderWriter(output);
        header.Add("XTENSION", "BINTABLE");
        header.Add("BITPIX", 8);
        header.Add("NAXIS", 2);
        header.Add("NAXIS1", fields.Sum(field => field.Width));
        header.Add("NAXIS2", rows);
        header.Add("PCOUNT", 0);
        header.Add("GCOUNT", 1);
        header.Add("TFIELDS", fields.Count);
        for (int i = 0; i < fields.Count; i++)
        {
            string number = (i + 1).ToString(CultureInfo.InvariantCulture);
            header.Add("TTYPE" + number, fields[i].Name);
            header.Add("TFORM" + number, string.Create(CultureInfo.InvariantCulture, $"{fields[i].Repeat}{fields[i].Letter}"));
            header.Add("TUNIT" + number, fields[i].Unit);
            header.Add("TDIM" + number, fields[i].Dimensions);
        }

        header.Add("EXTNAME", name);
        header.Add("HDUDOC", Documentation);
        header.Add("HDUVERS", "0.3");
        header.Add("HDUCLASS", "GADF");
        for (int i = 0; i < classes.Count; i++)
        {
            header.Add(string.Create(CultureInfo.InvariantCulture, $"HDUCLAS{i + 1}"), classes[i]);
        }

        more(header);
        header.End();
    }

    /// <summary>Fills the last block of a table.</summary>
    public static void Pad(OutputBuffer output, long bytes)
    {
        int rest = (int)(bytes % FitsHeaderWriter.Block);
        if (rest > 0)
        {
            output.Room(FitsHeaderWriter.Block)[..FitsHeaderWriter.Block].Clear();
            output.Advance(FitsHeaderWriter.Block - rest);
        }
    }

    /// <summary>A text in so many bytes, filled with zeros.</summary>
    public static void Add(OutputBuffer output, string text, int width)
    {
        Span<byte> room = output.Room(width)[..width];
        room.Clear();
        System.Text.Encoding.ASCII.GetBytes(text.AsSpan(0, Math.Min(text.Length, width)), room);
        output.Advance(width);
    }

    /// <summary>A number of 8 bytes.</summary>
    public static void Add(OutputBuffer output, double value)
    {
        BinaryPrimitives.WriteDoubleBigEndian(output.Room(8), value);
        output.Advance(8);
    }

    /// <summary>An integer of 8 bytes.</summary>
    public static void Add(OutputBuffer output, long value)
    {
        BinaryPrimitives.WriteInt64BigEndian(output.Room(8), value);
        output.Advance(8);
    }

    /// <summary>A number of 4 bytes.</summary>
    public static void Add(OutputBuffer output, float value)
    {
        BinaryPrimitives.WriteSingleBigEndian(output.Room(4), value);
        output.Advance(4);
    }
}
