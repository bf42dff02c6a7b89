namespace Fathom.Root.NTuple.Pages;

/// <summary>A page as it will stand in the file, in a rented array: to be given back once.</summary>
/// <param name="Elements">Number of elements.</param>
/// <param name="Rented">Array whose first bytes are the page.</param>
/// <param name="StoredLength">Length without the checksum, as locators give it.</param>
/// <param name="Checksum">The XXH3 of the stored bytes.</param>
internal readonly record struct SealedPage(int Elements, byte[] Rented, int StoredLength, ulong Checksum)
{
    internal const int ChecksumLength = 8;

    internal int Length => StoredLength + ChecksumLength;

    /// <summary>Stored bytes, then their XXH3.</summary>
    internal ReadOnlySpan<byte> Bytes => Rented.AsSpan(0, Length);
}
