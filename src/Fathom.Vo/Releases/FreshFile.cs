using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Fathom.Vo.Releases;

/// <summary>A file that is written under another name and put in its place when it is whole and on the disk.</summary>
internal sealed class FreshFile : IDisposable
{
    private readonly string _path;
    private readonly string _fresh;

    /// <summary>A file.</summary>
    /// <exception cref="IOException">It is there already.</exception>
    public FreshFile(string path)
    {
        _path = Path.GetFullPath(path);
        _fresh = _path + ".new";
        if (File.Exists(_path))
        {
            throw new IOException($"{_path}: a published table does not change; there is one already.");
        }

        Handle = File.OpenHandle(_fresh, FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        RandomAccess.SetLength(Handle, 0);
    }

    /// <summary>Where to write.</summary>
    public SafeFileHandle Handle { get; }

    /// <summary>Syncs it, puts it in its place, syncs the folder.</summary>
    /// <exception cref="IOException">Another is there meanwhile.</exception>
    public void Commit()
    {
        RandomAccess.FlushToDisk(Handle);
        File.Move(_fresh, _path, overwrite: false);
        SyncFolder(Path.GetDirectoryName(_path)!);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Handle.Dispose();
        File.Delete(_fresh);
    }

    /// <summary>Syncs the names in a folder.</summary>
    public static void SyncFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var descriptor = Open(folder, 0);
        using var handle = descriptor >= 0 ? new SafeFileHandle(descriptor, ownsHandle: true)
            : throw new IOException($"{folder}: the folder cannot be opened to be synced (error {Marshal.GetLastPInvokeError()}).");
        RandomAccess.FlushToDisk(handle);
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);
}
