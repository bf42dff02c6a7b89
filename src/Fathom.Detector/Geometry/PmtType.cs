namespace Fathom.Detector.Geometry;

/// <summary>How a PMT multiplies electrons.</summary>
public enum PmtType : byte
{
    /// <summary>Dynode tube (Hamamatsu): fast, few dark counts.</summary>
    Dynode = 0,

    /// <summary>Micro-channel-plate tube (NNVT): efficient, slow.</summary>
    Mcp = 1,
}
