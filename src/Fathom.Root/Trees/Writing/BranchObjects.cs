using Fathom.Root.Streamers.Written;

namespace Fathom.Root.Trees.Writing;

/// <summary>TBranch and TLeaf of a branch that is written, in the versions of ROOT 6; ROOT 5 reads them by their descriptions.</summary>
internal static class BranchObjects
{
    private const int OffsetLength = 1000;
    private const uint BranchBits = 0x03400000;

    /// <summary>A leaf.</summary>
    /// <param name="leafClass">Its class.</param>
    /// <param name="name">Its name.</param>
    /// <param name="title">Its name and extents.</param>
    /// <param name="length">Numbers of an entry, of each item where a counter says how many.</param>
    /// <param name="width">Bytes of a number.</param>
    internal static WrittenObject Leaf(string leafClass, string name, string title, int length, int width) => new(leafClass)
    {
        ["fName"] = name,
        ["fTitle"] = title,
        ["fLen"] = length,
        ["fLenType"] = width,
    };

    /// <summary>A branch of one leaf.</summary>
    internal static WrittenObject Branch(
        string className, string name, string title, WrittenObject leaf, BasketTable baskets, int basketBytes, bool variable, uint compression) =>
        new(className)
        {
            Bits = BranchBits,
            ["fName"] = name,
            ["fTitle"] = title,
            ["fFillStyle"] = 1001,
            ["fCompress"] = (int)compression,
            ["fBasketSize"] = basketBytes,
            ["fEntryOffsetLen"] = variable ? OffsetLength : 0,
            ["fWriteBasket"] = baskets.Count,
            ["fEntryNumber"] = baskets.Entries,
            ["fMaxBaskets"] = baskets.Capacity,
            ["fEntries"] = baskets.Entries,
            ["fTotBytes"] = baskets.UnpackedBytes,
            ["fZipBytes"] = baskets.StoredBytes,
            ["fLeaves"] = new WrittenObject("TObjArray") { Items = [leaf] },
            ["fBasketBytes"] = baskets.Lengths,
            ["fBasketEntry"] = baskets.FirstEntries,
            ["fBasketSeek"] = baskets.Positions,
        };

    /// <summary>A tree.</summary>
    internal static WrittenObject Tree(string name, string title, long entries, IReadOnlyList<WrittenObject> branches, IReadOnlyList<WrittenObject> leaves, long unpacked, long stored) =>
        new("TTree")
        {
            Bits = 0x03000008,
            ["fName"] = name,
            ["fTitle"] = title,
            ["fLineColor"] = 602,
            ["fLineStyle"] = 1,
            ["fLineWidth"] = 1,
            ["fFillStyle"] = 1001,
            ["fMarkerColor"] = 1,
            ["fMarkerStyle"] = 1,
            ["fMarkerSize"] = 1f,
            ["fEntries"] = entries,
            ["fTotBytes"] = unpacked,
            ["fZipBytes"] = stored,
            ["fSavedBytes"] = stored,
            ["fFlushedBytes"] = stored,
            ["fWeight"] = 1.0,
            ["fScanField"] = 25,
            ["fDefaultEntryOffsetLen"] = OffsetLength,
            ["fMaxEntries"] = 1_000_000_000_000L,
            ["fMaxEntryLoop"] = 1_000_000_000_000L,
            ["fAutoSave"] = -300_000_000L,
            ["fAutoFlush"] = -30_000_000L,
            ["fEstimate"] = 1_000_000L,
            ["fBranches"] = new WrittenObject("TObjArray") { Items = branches },
            ["fLeaves"] = new WrittenObject("TObjArray") { Items = leaves },
        };
}
