namespace Fathom.Root.Container;

/// <summary>Where the bytes of a file that is written go.</summary>
internal interface IFileOutput
{
    /// <summary>Writes pieces one after the other.</summary>
    /// <param name="position">Where the first one begins.</param>
    /// <param name="pieces">The bytes; not kept.</param>
    /// <exception cref="IOException">They cannot be written.</exception>
    void Write(long position, IReadOnlyList<ReadOnlyMemory<byte>> pieces);

    /// <summary>What was written before is in the file, or on the storage, before what is written after.</summary>
    /// <exception cref="IOException">It cannot be.</exception>
    void Settle();
}
