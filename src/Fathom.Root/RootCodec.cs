namespace Fathom.Root;

/// <summary>How pages, headers and footers are compressed in a written file.</summary>
public enum RootCodec
{
    /// <summary>Stored as they are: nothing of the system is needed.</summary>
    None,

    /// <summary>Zstandard, through the system's <c>libzstd.so.1</c>.</summary>
    Zstd,
}
