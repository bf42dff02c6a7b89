using System.Buffers;
using System.Buffers.Binary;
using Fathom.Sky.Sphere;
using Fathom.Vo.Tables.Output;

namespace Fathom.Vo.Tables.Fits;

/// <summary>Writes coverage maps as FITS (MOC 2.0, section 4.2) with the cells as unique numbers, 4 · 4^order + cell, which readers
/// of MOC 1.1 know as well.</summary>
public static class FitsMoc
{
    /// <summary>Writes a map.</summary>
    public static void Write(HealpixMoc moc, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(moc);
        var buffer = new OutputBuffer();
        var cells = moc.Cells().Sum(cells => cells.Last - cells.First + 1);
        AddHeader(buffer, moc.Order, cells);
        foreach (var (order, first, last) in moc.Cells())
        {
            for (var cell = first; cell <= last; cell++)
            {
                Add(buffer, (4L << (2 * order)) + cell);
            }
        }

        var rest = (int)(cells * sizeof(long) % FitsHeaderWriter.Block);
        buffer.Room(FitsHeaderWriter.Block)[..FitsHeaderWriter.Block].Clear();
        buffer.Advance(rest == 0 ? 0 : FitsHeaderWriter.Block - rest);
        buffer.MoveTo(output);
    }

    private static void AddHeader(OutputBuffer buffer, int order, long cells)
    {
        var primary = new FitsHeaderWriter(buffer);
        primary.Add("SIMPLE", true);
        primary.Add("BITPIX", 8);
        primary.Add("NAXIS", 0);
        primary.Add("EXTEND", true);
        primary.End();

        var table = new FitsHeaderWriter(buffer);
        table.Add("XTENSION", "BINTABLE");
        table.Add("BITPIX", 8);
        table.Add("NAXIS", 2);
        table.Add("NAXIS1", sizeof(long));
        table.Add("NAXIS2", cells);
        table.Add("PCOUNT", 0);
        table.Add("GCOUNT", 1);
        table.Add("TFIELDS", 1);
        table.Add("TFORM1", "1K");
        table.Add("TTYPE1", "UNIQ");
        table.Add("PIXTYPE", "HEALPIX");
        table.Add("MOCVERS", "2.0");
        table.Add("MOCDIM", "SPACE");
        table.Add("ORDERING", "NUNIQ");
        table.Add("COORDSYS", "C");
        table.Add("MOCORD_S", order);
        table.Add("MOCORDER", order);
        table.End();
    }

    private static void Add(OutputBuffer buffer, long number)
    {
        BinaryPrimitives.WriteInt64BigEndian(buffer.Room(sizeof(long)), number);
        buffer.Advance(sizeof(long));
    }
}
