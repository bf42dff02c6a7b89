using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Fathom.Root.Container;

/// <summary>
/// The file that grows until it is complete. Room is asked for ahead of what is written: the file system then finds it once,
/// not page by page, which is a third of what writing into the page cache costs.
/// </summary>
internal sealed partial class PartFile : IFileOutput, IDisposable
{
    private const long FirstRoom = 1L << 20;
    private const long SmallestStep = 4L << 20;
    private const long LargestStep = 128L << 20;
    private const int KeepSize = 1;

    private readonly SafeFileHandle _file;
    private readonly bool _durable;
    private bool _reserves = OperatingSystem.IsLinux() && nint.Size == sizeof(long);
    private long _length;

    /// <summary>Begins a file; what a killed writer left under this name is overwritten.</summary>
    /// <param name="path">Its name.</param>
    /// <param name="durable">What settles is on the storage; otherwise in the cache of the system.</param>
    /// <exception cref="IOException">It cannot be made, or another writer has it.</exception>
    internal PartFile(string path, bool durable)
    {
        // A file that is cut to nothing, even a new one, has ext4 write all of it to the storage when it is closed.
        FileMode mode = File.Exists(path) ? FileMode.Create : FileMode.CreateNew;
        _file = File.OpenHandle(path, mode, FileAccess.Write, FileShare.None);
        _durable = durable;
    }

    /// <summary>Reserved from the begin of the file on [byte].</summary>
    internal long Room { get; private set; } = FirstRoom;

    public void Write(long position, IReadOnlyList<ReadOnlyMemory<byte>> pieces)
    {
        long end = position;
        for (int i = 0; i < pieces.Count; i++)
        {
            end += pieces[i].Length;
        }

        Reach(end);
        RandomAccess.Write(_file, pieces, position);
        _length = Math.Max(_length, end);
    }

    public void Settle()
    {
        if (_durable)
        {
            RandomAccess.FlushToDisk(_file);
        }
    }

    /// <summary>Gives back what was reserved beyond the end, and closes the file.</summary>
    internal void Complete()
    {
        if (Room > FirstRoom)
        {
            RandomAccess.SetLength(_file, _length);
        }

        _file.Dispose();
    }

    public void Dispose() => _file.Dispose();

    /// <summary>The next bytes end here: sees to room for them and some more. It is a hint; where it fails, writing tells why.</summary>
    private void Reach(long end)
    {
        if (end > Room && _reserves)
        {
            Room = end + Math.Clamp(end, SmallestStep, LargestStep);
            _reserves = Allocate(_file, KeepSize, 0, (nint)Room) == 0;
        }
    }

    [LibraryImport("libc", EntryPoint = "fallocate")]
    private static partial int Allocate(SafeFileHandle file, int mode, nint offset, nint length);
}
