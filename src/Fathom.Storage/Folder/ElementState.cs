using Fathom.Storage.Elements;

namespace Fathom.Storage.Folder;

/// <summary>What an element answered when it was last asked.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Trouble">Why nothing can be written there now; null where it can.</param>
/// <param name="Room">Its room; null where nothing is known of it.</param>
public sealed record ElementState(string Name, StorageException? Trouble, ElementRoom? Room)
{
    /// <summary>True where nothing can be asked of it: it is not there, it fails, or it does not answer.</summary>
    public bool IsAway => Trouble is not null and not StorageFullException;
}
