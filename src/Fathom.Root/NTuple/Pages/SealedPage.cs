namespace Fathom.Root.NTuple.Pages;

/// <summary>A page as it will stand in the file.</summary>
/// <param name="Elements">Number of elements.</param>
/// <param name="Bytes">Stored bytes, then their XXH3.</param>
/// <param name="Checksum">The XXH3.</param>
internal sealed record SealedPage(int Elements, byte[] Bytes, ulong Checksum)
{
    internal const int ChecksumLength = 8;

    /// <summary>Length without the checksum, as locators give it.</summary>
    internal int StoredLength => Bytes.Length - ChecksumLength;
}
