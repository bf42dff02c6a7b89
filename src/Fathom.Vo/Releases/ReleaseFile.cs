namespace Fathom.Vo.Releases;

/// <summary>A file that goes with a release.</summary>
/// <param name="Name">Its name, without a folder; in the description it may be a path beside it.</param>
/// <param name="Role">What it is to the rows.</param>
/// <param name="Description">One sentence.</param>
public sealed record ReleaseFile(string Name, FileRole Role, string Description)
{
    /// <summary>Identifier (<c>meta.id;meta.main</c>) of the row that it belongs to; null: to all rows.</summary>
    public string? Row { get; init; }

    /// <summary>Media type.</summary>
    public string ContentType { get; init; } = "";

    /// <summary>Bytes.</summary>
    public long Size { get; init; }

    /// <summary>SHA-256 of its bytes, 64 lower-case hexadecimal digits; empty: it is not stored yet.</summary>
    public string Sha256 { get; init; } = "";
}

/// <summary>What a file is to the rows of a release: terms of the DataLink vocabulary.</summary>
public enum FileRole
{
    /// <summary>The row itself in full: all hits of an event (<c>#this</c>).</summary>
    FullEvent,

    /// <summary>A picture of it (<c>#preview</c>).</summary>
    Preview,

    /// <summary>What calibrates it, such as an instrument response (<c>#calibration</c>).</summary>
    Calibration,

    /// <summary>What it was made from (<c>#progenitor</c>).</summary>
    Progenitor,

    /// <summary>What explains it (<c>#auxiliary</c>).</summary>
    Documentation,
}
