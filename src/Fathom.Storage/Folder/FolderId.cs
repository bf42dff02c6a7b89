namespace Fathom.Storage.Folder;

/// <summary>Which folder it is, whatever path led to it: device and inode.</summary>
internal readonly record struct FolderId(ulong Device, ulong Inode);
