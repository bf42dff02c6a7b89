namespace Fathom.Storage.Folder;

/// <summary>The room of an element's file system.</summary>
/// <param name="Size">All of it [byte].</param>
/// <param name="Free">What may be written [byte].</param>
public sealed record ElementRoom(long Size, long Free)
{
    private const long Least = 64 * 1024;

    /// <summary>True where not even small files can be written.</summary>
    public bool IsFull => Free < Least;
}
