using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Fathom.Vo.Releases;

/// <summary>A sorted run that was put into a file, read back in order through a small buffer.</summary>
internal sealed class SpilledRun
{
    private const int Prefix = sizeof(int) + sizeof(ulong);

    private readonly SafeFileHandle _file;
    private readonly long _end;
    private byte[] _buffer = [];
    private long _at;
    private int _begin;
    private int _filled;
    private int _length;
    private bool _started;

    private SpilledRun(SafeFileHandle file, long start, long end) => (_file, _at, _end) = (file, start, end);

    /// <summary>Key of the row at which it stands.</summary>
    public ulong Key { get; private set; }

    /// <summary>Record of the row at which it stands.</summary>
    public ReadOnlySpan<byte> Record => _buffer.AsSpan(_begin + Prefix, _length);

    /// <summary>Writes a sorted run to the end of a file.</summary>
    public static SpilledRun Write(RowRun run, SafeFileHandle file, long offset)
    {
        var writer = new SectionWriter(file, offset, 1 << 20);
        for (var i = 0; i < run.Count; i++)
        {
            var record = run.Record(i);
            writer.Add(record.Length);
            writer.Add(run.Key(i));
            writer.Add(record);
        }

        return new SpilledRun(file, offset, offset + writer.Complete().Length);
    }

    /// <summary>Where the run ends in its file.</summary>
    public long End => _end;

    /// <summary>Goes to the next row.</summary>
    /// <param name="buffer">Bytes to read at a time.</param>
    /// <returns>False after the last.</returns>
    public bool MoveNext(int buffer)
    {
        _begin += _started ? Prefix + _length : 0;
        _started = true;
        if (!Has(Prefix, buffer))
        {
            return false;
        }

        _length = MemoryMarshal.Read<int>(_buffer.AsSpan(_begin));
        Key = MemoryMarshal.Read<ulong>(_buffer.AsSpan(_begin + sizeof(int)));
        return Has(Prefix + _length, buffer) ? true : throw new EndOfStreamException("A sorted run ends within a row.");
    }

    private bool Has(int bytes, int buffer)
    {
        if (_filled - _begin >= bytes)
        {
            return true;
        }

        var rest = _filled - _begin;
        var target = _buffer.Length >= bytes ? _buffer : new byte[Math.Max(bytes, buffer)];
        _buffer.AsSpan(_begin, rest).CopyTo(target);
        (_buffer, _begin, _filled) = (target, 0, rest);
        while (_filled < bytes && _at < _end)
        {
            var room = (int)Math.Min(_buffer.Length - _filled, _end - _at);
            var read = RandomAccess.Read(_file, _buffer.AsSpan(_filled, room), _at);
            if (read == 0)
            {
                break;
            }

            _filled += read;
            _at += read;
        }

        return _filled >= bytes;
    }
}
