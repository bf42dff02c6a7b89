namespace Fathom.Root.Container;

/// <summary>A record in a file that is being written.</summary>
/// <param name="Position">Where it begins.</param>
/// <param name="Length">Its bytes, the key included; 0 for none.</param>
internal readonly record struct FileRange(long Position, long Length);
