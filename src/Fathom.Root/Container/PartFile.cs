using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Fathom.Root.Container;

/// <summary>
/// The file that grows until it is complete. Room is asked for ahead of what is written: the file system then finds it once,
/// not page by page, which is a third of what writing into the page cache costs.
/// </summary>
internal sealed partial class PartFile : IDisposable
{
    private const int BufferLength = 32 * 1024;
    private const long FirstRoom = 1L << 20;
    private const long SmallestStep = 4L << 20;
    private const long LargestStep = 128L << 20;
    private const int KeepSize = 1;

    private readonly FileStream _stream;
    private long _room = FirstRoom;
    private bool _reserves = OperatingSystem.IsLinux() && nint.Size == sizeof(long);

    /// <summary>Begins a file; what a killed writer left under this name is overwritten.</summary>
    /// <param name="path">Its name.</param>
    /// <exception cref="IOException">It cannot be made, or another writer has it.</exception>
    internal PartFile(string path)
    {
        // A file that is cut to nothing, even a new one, has ext4 write all of it to the storage when it is closed.
        FileMode mode = File.Exists(path) ? FileMode.Create : FileMode.CreateNew;
        _stream = new FileStream(path, mode, FileAccess.Write, FileShare.None, BufferLength);
    }

    internal Stream Stream => _stream;

    /// <summary>Reserved from the begin of the file on [byte].</summary>
    internal long Room => _room;

    /// <summary>Everything is in the file, and where asked for on the storage.</summary>
    internal void Settle(bool durable) => _stream.Flush(flushToDisk: durable);

    /// <summary>The next bytes end here: sees to room for them and some more. It is a hint; where it fails, writing tells why.</summary>
    internal void Reach(long end)
    {
        if (end <= _room || !_reserves)
        {
            return;
        }

        long room = end + Math.Clamp(end, SmallestStep, LargestStep);
        _reserves = Allocate(_stream.SafeFileHandle, KeepSize, 0, (nint)room) == 0;
        _room = room;
    }

    /// <summary>Gives back what was reserved beyond the end, and closes the file.</summary>
    internal void Complete()
    {
        _stream.Flush();
        if (_room > FirstRoom)
        {
            _stream.SetLength(_stream.Length);
        }

        _stream.Dispose();
    }

    public void Dispose() => _stream.Dispose();

    [LibraryImport("libc", EntryPoint = "fallocate")]
    private static partial int Allocate(SafeFileHandle file, int mode, nint offset, nint length);
}
