using System.Runtime.InteropServices;

namespace Fathom.Storage.Folder;

/// <summary>The system calls that .NET does not offer: folders as handles, no-replace renames, fsync of folders.</summary>
internal static partial class LibC
{
    public const int ReadOnly = 0;
    public const int WriteOnly = 1;
    public const int Create = 0x40;
    public const int Exclusive = 0x80;
    public const int NonBlocking = 0x800;
    public const int CloseOnExec = 0x80000;

    public const int RemoveFolder = 0x200;
    public const int NoFollowAt = 0x100;
    public const uint NoReplace = 1;
    public const int EmptyPath = 0x1000;
    public const uint TypeAndSize = 0x201;
    public const uint Inode = 0x100;
    public const uint StartWriting = 2;

    private static readonly bool Arm = RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm;

    /// <summary>O_DIRECTORY, which differs between architectures.</summary>
    public static int Directory { get; } = Arm ? 0x4000 : 0x10000;

    /// <summary>O_NOFOLLOW, likewise.</summary>
    public static int NoFollow { get; } = Arm ? 0x8000 : 0x20000;

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Open(string path, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "openat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int OpenAt(SafeHandle folder, string name, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "mkdirat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int MakeFolderAt(SafeHandle folder, string name, uint mode);

    [LibraryImport("libc", EntryPoint = "unlinkat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int UnlinkAt(SafeHandle folder, string name, int flags);

    [LibraryImport("libc", EntryPoint = "linkat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int LinkAt(SafeHandle from, string oldName, SafeHandle to, string newName, int flags);

    [LibraryImport("libc", EntryPoint = "renameat2", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int RenameAt(SafeHandle from, string oldName, SafeHandle to, string newName, uint flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    public static partial int Sync(SafeHandle handle);

    /// <summary>Starts to write a stretch of a file back, and does not wait; 0 bytes is all to its end. It promises nothing.</summary>
    [LibraryImport("libc", EntryPoint = "sync_file_range")]
    public static partial int SyncRange(SafeHandle handle, long offset, long bytes, uint flags);

    /// <summary>
    /// statx(2), whose structure is the same on every architecture: of its 256 bytes mode is at 28, inode at 32, size at 40,
    /// device at 136.
    /// </summary>
    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int StatAt(SafeHandle folder, string name, int flags, uint mask, Span<byte> result);
}
