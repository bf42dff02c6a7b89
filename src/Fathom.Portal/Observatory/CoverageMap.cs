using System.Buffers;
using System.Text;
using Fathom.Sky.Sphere;
using Fathom.Vo.Tables.Fits;

namespace Fathom.Portal.Observatory;

/// <summary>Coverage maps as they are given out (MOC 2.0, section 4).</summary>
internal static class CoverageMap
{
    /// <summary>Order of the finest cells that may be asked for: 3.4 arc minutes.</summary>
    public const int FinestOrder = 10;

    /// <summary>Order where none is asked for: 0.9°.</summary>
    public const int UsualOrder = 6;

    /// <summary>The map in a format; null: there is none of that name. Empty: FITS.</summary>
    public static (string MediaType, ReadOnlyMemory<byte> Document)? Write(HealpixMoc moc, string? format) => format switch
    {
        "json" or "application/json" => ("application/json", Encoding.ASCII.GetBytes(HealpixMocText.ToJson(moc) + "\n")),
        "ascii" or "text" or "text/plain" => ("text/plain; charset=us-ascii", Encoding.ASCII.GetBytes(HealpixMocText.ToAscii(moc) + "\n")),
        null or "" or "fits" or "application/fits" or "image/fits" => ("application/fits", Fits(moc)),
        _ => null,
    };

    private static ReadOnlyMemory<byte> Fits(HealpixMoc moc)
    {
        var document = new ArrayBufferWriter<byte>();
        FitsMoc.Write(moc, document);
        return document.WrittenMemory;
    }
}
