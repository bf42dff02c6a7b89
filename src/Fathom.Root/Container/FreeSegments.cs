namespace Fathom.Root.Container;

/// <summary>TFree: the parts of a file that hold nothing (io/doc/TFile/freesegments.md).</summary>
internal static class FreeSegments
{
    private const int BigOffset = 1000;

    /// <summary>A part that holds nothing.</summary>
    /// <param name="First">Its first byte.</param>
    /// <param name="Last">Its last byte.</param>
    internal readonly record struct Segment(long First, long Last);

    /// <summary>The parts in the order of the file; the last one begins where the file ends.</summary>
    internal static List<Segment> Read(FileSource source, FileHeader header)
    {
        byte[] record = source.Read(header.FreePosition, header.FreeLength, "the list of free segments");
        BigEndianReader reader = new(record, source.Path, header.FreePosition);
        _ = KeyRecord.Read(ref reader);
        List<Segment> segments = [];
        while (reader.Remaining > 0)
        {
            bool big = reader.U16() > BigOffset;
            segments.Add(new Segment(reader.Seek(big), reader.Seek(big)));
        }

        return segments;
    }
}
