using Microsoft.Win32.SafeHandles;

namespace Fathom.Production.Logs;

/// <summary>Appends logs to one new segment until it is sealed by its index. Used by one thread at a time.</summary>
internal sealed class LogSegmentWriter : IDisposable
{
    private readonly SafeFileHandle _file;
    private readonly List<LogPlace> _places = [];
    private long _length = LogSegment.Magic.Length;
    private bool _dirty = true;

    private LogSegmentWriter(LogSegment segment, SafeFileHandle file) => (Segment, _file, LastUtcMilliseconds) = (segment, file, segment.FirstUtcMilliseconds);

    public LogSegment Segment { get; }

    public int Count => _places.Count;

    public long Length => _length;

    /// <summary>When the newest log came.</summary>
    public long LastUtcMilliseconds { get; private set; }

    /// <summary>Makes a segment of a name that no other has.</summary>
    public static LogSegmentWriter Create(string root, long transformation, bool failed, long utcMilliseconds)
    {
        string folder = LogSegment.FolderOf(root, transformation);
        Directory.CreateDirectory(folder);
        for (int number = 0; ; number++)
        {
            string path = Path.Combine(folder, LogSegment.NameOf(failed, utcMilliseconds, number));
            if (File.Exists(path))
            {
                continue;
            }

            SafeFileHandle file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read | FileShare.Delete);
            try
            {
                RandomAccess.Write(file, LogSegment.Magic, 0);
                return new LogSegmentWriter(new LogSegment(path, transformation, failed, utcMilliseconds), file);
            }
            catch
            {
                file.Dispose();
                throw;
            }
        }
    }

    /// <summary>Appends a log; where the disk refuses, the next one is written over what is there of it.</summary>
    public void Append(LogHead head, ReadOnlyMemory<byte> packed)
    {
        byte[] begin = new byte[LogHead.Size];
        head.Write(begin);
        RandomAccess.Write(_file, packed.Span, _length + LogHead.Size);
        RandomAccess.Write(_file, begin, _length); // last, so that a reader never sees a head without its log
        _places.Add(new LogPlace(head.JobId, head.Attempt, _length + LogHead.Size));
        _length += LogHead.Size + packed.Length;
        (LastUtcMilliseconds, _dirty) = (Math.Max(LastUtcMilliseconds, head.UtcMilliseconds), true);
    }

    /// <summary>Syncs what was appended since the last time.</summary>
    public void Flush()
    {
        if (_dirty)
        {
            RandomAccess.FlushToDisk(_file);
            _dirty = false;
        }
    }

    /// <summary>Writes the index: from now on nothing is appended.</summary>
    public void Seal()
    {
        Flush();
        LogIndex.Write(Segment.IndexPath, _places, LastUtcMilliseconds);
    }

    public void Dispose() => _file.Dispose();
}
