using System.Text.Json.Serialization;
using Fathom.Vo.Tables;

namespace Fathom.Vo.Releases;

/// <summary>A stretch of a release table's file.</summary>
/// <param name="Offset">Where it begins, a multiple of 64.</param>
/// <param name="Length">Its bytes.</param>
/// <param name="Checksum">CRC-32C of them.</param>
internal sealed record ReleaseSection(long Offset, long Length, uint Checksum);

/// <summary>How a column is kept.</summary>
internal enum ColumnStorage
{
    /// <summary>One value of fixed width a row.</summary>
    Numbers,

    /// <summary>Offsets (64 bits, rows + 1) and the texts' UTF-8 or the arrays' elements.</summary>
    Variable,

    /// <summary>A code (16 bits) a row, offsets and texts of the codes.</summary>
    Dictionary,
}

/// <summary>Where a column is.</summary>
/// <param name="Storage">How it is kept.</param>
/// <param name="Values">Numbers or codes; for variable columns null.</param>
/// <param name="Offsets">Offsets of variable values or of the dictionary's texts.</param>
/// <param name="Bytes">What the offsets point into.</param>
/// <param name="Nulls">A bit a row, set where there is no value; null: every row has one.</param>
/// <param name="Statistics">What is known of the values.</param>
internal sealed record StoredColumn(
    ColumnStorage Storage,
    ReleaseSection? Values,
    ReleaseSection? Offsets,
    ReleaseSection? Bytes,
    ReleaseSection? Nulls,
    ColumnStatistics Statistics)
{
    /// <summary>All of its sections.</summary>
    public IEnumerable<ReleaseSection> Sections => new[] { Values, Offsets, Bytes, Nulls }.OfType<ReleaseSection>();
}

/// <summary>First rows of the cells of a HEALPix grid (nested), 32 bits each, and the row after the last that has a position.</summary>
/// <param name="Order">Order of the grid.</param>
/// <param name="Starts">12 · 4^order + 1 row numbers.</param>
internal sealed record StoredSkyIndex(int Order, ReleaseSection Starts);

/// <summary>What a release table's file says of itself: JSON at its end.</summary>
/// <param name="Table">The table with its columns.</param>
/// <param name="Rows">Number of rows.</param>
/// <param name="RightAscension">Index of the column; -1: none.</param>
/// <param name="Declination">Index of the column; -1: none.</param>
/// <param name="Columns">Where the columns are, in order.</param>
/// <param name="Sky">The index; null where the table has no position.</param>
/// <param name="Release">The release's description; null: none was given.</param>
internal sealed record ReleaseHeader(
    TableDescription Table,
    long Rows,
    int RightAscension,
    int Declination,
    IReadOnlyList<StoredColumn> Columns,
    StoredSkyIndex? Sky,
    ReleaseDescription? Release)
{
    /// <summary>Names the content: SHA-256 of the header, which holds the checksums of all sections. Not in the file.</summary>
    [JsonIgnore]
    public string Content { get; init; } = "";
}
