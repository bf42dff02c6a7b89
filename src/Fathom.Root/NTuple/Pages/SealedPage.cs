namespace Fathom.Root.NTuple.Pages;

/// <summary>A page as it will stand in the file, in a rented array, which is to be given back once.</summary>
/// <param name="Elements">Number of elements.</param>
/// <param name="Rented">Array whose first bytes are the page: stored bytes, then their XXH3.</param>
/// <param name="StoredLength">Length without the checksum, as locators give it.</param>
/// <param name="Checksum">The XXH3 of the stored bytes.</param>
internal readonly record struct SealedPage(int Elements, byte[] Rented, int StoredLength, ulong Checksum)
{
    internal const int ChecksumLength = 8;

    /// <summary>Length with the checksum.</summary>
    internal int Length => StoredLength + ChecksumLength;
}
