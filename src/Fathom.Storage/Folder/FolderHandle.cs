using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Fathom.Storage.Folder;

/// <summary>
/// An open folder. Names are resolved against the handle one part at a time and links are never followed, so that no
/// path, whatever someone puts in its way meanwhile, leads out of the element.
/// </summary>
internal sealed class FolderHandle : IDisposable
{
    private const uint FolderMode = 0x1FF; // 0777, less the umask
    private const uint FileMode = 0x1B6;   // 0666, less the umask
    private const int RegularFile = 0x8000;
    private const int TypeMask = 0xF000;

    private readonly SafeFileHandle handle;

    private FolderHandle(int descriptor) => handle = new SafeFileHandle(descriptor, ownsHandle: true);

    /// <summary>Opens the root of an element; the root itself may be reached through links.</summary>
    public static FolderHandle OpenRoot(string path)
    {
        var descriptor = LibC.Open(path, LibC.ReadOnly | LibC.Directory | LibC.CloseOnExec, 0);
        return descriptor < 0 ? throw UnixException.Last("open") : new FolderHandle(descriptor);
    }

    /// <summary>Opens a folder in this one, making it first where asked to.</summary>
    public FolderHandle OpenFolder(string name, bool make)
    {
        var descriptor = OpenFolder(name);
        if (descriptor < 0 && make && LastError == UnixError.Missing)
        {
            if (LibC.MakeFolderAt(handle, name, FolderMode) < 0 && LastError != UnixError.Exists)
            {
                throw UnixException.Last("mkdir");
            }
            descriptor = OpenFolder(name);
        }
        return descriptor < 0 ? throw UnixException.Last("open") : new FolderHandle(descriptor);
    }

    /// <summary>Makes a file that must not exist, open for writing.</summary>
    public SafeFileHandle CreateFile(string name)
    {
        var flags = LibC.WriteOnly | LibC.Create | LibC.Exclusive | LibC.NoFollow | LibC.CloseOnExec;
        var descriptor = LibC.OpenAt(handle, name, flags, FileMode);
        return descriptor < 0 ? throw UnixException.Last("create") : new SafeFileHandle(descriptor, ownsHandle: true);
    }

    /// <summary>Opens a file for reading.</summary>
    public SafeFileHandle OpenFile(string name)
    {
        var flags = LibC.ReadOnly | LibC.NonBlocking | LibC.NoFollow | LibC.CloseOnExec;
        var descriptor = LibC.OpenAt(handle, name, flags, 0);
        return descriptor < 0 ? throw UnixException.Last("open") : new SafeFileHandle(descriptor, ownsHandle: true);
    }

    /// <summary>Size of a regular file, or null where the name is missing or something else.</summary>
    public long? FileSize(string name)
    {
        Span<byte> status = stackalloc byte[256];
        if (LibC.StatAt(handle, name, LibC.NoFollowAt, LibC.TypeAndSize, status) < 0)
        {
            return LastError == UnixError.Missing ? null : throw UnixException.Last("stat");
        }
        var mode = MemoryMarshal.Read<ushort>(status[28..]);
        return (mode & TypeMask) == RegularFile ? MemoryMarshal.Read<long>(status[40..]) : null;
    }

    /// <summary>Which folder this is.</summary>
    public FolderId Id
    {
        get
        {
            Span<byte> status = stackalloc byte[256];
            return LibC.StatAt(handle, "", LibC.EmptyPath, LibC.Inode, status) < 0
                ? throw UnixException.Last("stat")
                : new FolderId(MemoryMarshal.Read<ulong>(status[136..]), MemoryMarshal.Read<ulong>(status[32..]));
        }
    }

    /// <summary>Gives a file a name that must not exist, in one step.</summary>
    public void RenameNew(string from, string to)
    {
        if (LibC.RenameAt(handle, from, handle, to, LibC.NoReplace) == 0)
        {
            return;
        }
        // Network and user-space file systems may lack the flag; a hard link refuses an existing name just the same.
        var error = LastError;
        if (error is not (UnixError.Invalid or UnixError.NotImplemented or UnixError.NotSupported))
        {
            throw new UnixException(error, "rename");
        }
        if (LibC.LinkAt(handle, from, handle, to, 0) < 0)
        {
            throw UnixException.Last("link");
        }
        Unlink(from);
    }

    /// <summary>Moves a file here from another folder, to a name that must not exist; false where the file systems cannot do that.</summary>
    public bool TakeNew(FolderHandle from, string name, string to) =>
        LibC.RenameAt(from.handle, name, handle, to, LibC.NoReplace) == 0
        || (LastError is UnixError.CrossDevice or UnixError.Invalid or UnixError.NotImplemented or UnixError.NotSupported
            ? false
            : throw UnixException.Last("rename"));

    /// <summary>Gives a file a name, replacing what has it, in one step.</summary>
    public void RenameOver(string from, string to)
    {
        if (LibC.RenameAt(handle, from, handle, to, 0) < 0)
        {
            throw UnixException.Last("rename");
        }
    }

    /// <summary>Removes a file or link; false where there is none.</summary>
    public bool Unlink(string name) => Remove(name, 0, UnixError.Missing);

    /// <summary>Removes a folder; false where it is missing or holds something.</summary>
    public bool RemoveFolder(string name) => Remove(name, LibC.RemoveFolder, UnixError.Missing, UnixError.NotEmpty, UnixError.Exists);

    /// <summary>fsync: the folder's entries are on stable storage when it returns.</summary>
    public void Sync() => Sync(handle);

    /// <summary>Lets the system write a file's bytes now, without waiting: the fsync that follows finds them under way.</summary>
    public static void BeginWriting(SafeFileHandle file) => _ = LibC.SyncRange(file, 0, 0, LibC.StartWriting); // a hint alone

    /// <summary>fsync of a file.</summary>
    public static void Sync(SafeFileHandle file)
    {
        if (LibC.Sync(file) < 0)
        {
            throw UnixException.Last("fsync");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => handle.Dispose();

    private static UnixError LastError => (UnixError)Marshal.GetLastPInvokeError();

    private int OpenFolder(string name) =>
        LibC.OpenAt(handle, name, LibC.ReadOnly | LibC.Directory | LibC.NoFollow | LibC.CloseOnExec, 0);

    private bool Remove(string name, int flags, params ReadOnlySpan<UnixError> harmless) =>
        LibC.UnlinkAt(handle, name, flags) == 0
        || (harmless.Contains(LastError) ? false : throw UnixException.Last("unlink"));
}
