namespace Fathom.Root.Streamers;

/// <summary>Byte count and version before a streamed object.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Where the object ends; −1 where no byte count was written.</param>
/// <param name="RawVersion">Version of the class, and a bit for member-wise streaming.</param>
internal readonly record struct StreamedHeader(int Start, int End, ushort RawVersion)
{
    private const ushort MemberWiseFlag = 0x4000;

    /// <summary>The items of a collection stand member by member, not item by item.</summary>
    internal bool MemberWise => End >= 0 && (RawVersion & MemberWiseFlag) != 0;

    internal int Version => RawVersion & ~MemberWiseFlag;
}
