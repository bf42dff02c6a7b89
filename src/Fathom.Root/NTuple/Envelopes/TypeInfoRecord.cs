namespace Fathom.Root.NTuple.Envelopes;

/// <summary>What is said of a type beyond its name (specification, "Extra type information").</summary>
/// <param name="Kind">What the content is; 0 for the streamer infos of streamed fields.</param>
/// <param name="TypeName">The type; empty where the content is of all types.</param>
/// <param name="Content">The content.</param>
internal sealed record TypeInfoRecord(uint Kind, string TypeName, byte[] Content)
{
    /// <summary>Streamer infos, as a list that ROOT streamed.</summary>
    internal const uint StreamerInfos = 0;

    /// <summary>Bytes of the frame at least.</summary>
    internal const int MinimumSize = 24;

    internal static TypeInfoRecord Read(ref EnvelopeReader list)
    {
        EnvelopeReader frame = list.Record();
        uint kind = frame.U32();
        _ = frame.U32();
        return new TypeInfoRecord(kind, frame.Text(), frame.Blob());
    }
}
