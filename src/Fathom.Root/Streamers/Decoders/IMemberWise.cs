using Fathom.Root.Columns;

namespace Fathom.Root.Streamers.Decoders;

/// <summary>A type whose values a collection can hold member by member.</summary>
internal interface IMemberWise
{
    /// <summary>Steps over the version of the class of the items, which stands once after the header.</summary>
    /// <returns>The version in the catalog; null for the latest.</returns>
    StreamerInfo? ReadMemberVersion(ByteCursor cursor);

    /// <summary>Appends the items of one collection: their number, then member after member.</summary>
    void ReadMembers(ByteCursor cursor, RootColumn column, StreamerInfo? version);
}
