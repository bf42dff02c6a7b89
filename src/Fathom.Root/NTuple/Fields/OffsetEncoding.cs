namespace Fathom.Root.NTuple;

/// <summary>How the ends of lists and texts stand in the columns of a written RNTuple (specification, "Column Description").</summary>
public enum OffsetEncoding : byte
{
    /// <summary>64 bits; differences in byte planes in compressed files, plain otherwise.</summary>
    Default,

    /// <summary>32 bits: at most 4,294,967,295 items in a cluster. Otherwise as <see cref="Default"/>.</summary>
    Narrow,

    /// <summary>64 bits as they stand in memory.</summary>
    Plain,

    /// <summary>32 bits as they stand in memory.</summary>
    PlainNarrow,

    /// <summary>64 bits, differences in byte planes.</summary>
    Split,

    /// <summary>32 bits, differences in byte planes.</summary>
    SplitNarrow,
}
