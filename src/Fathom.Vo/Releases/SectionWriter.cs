using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Fathom.Vo.Releases;

/// <summary>Writes one section of a file in order, through a buffer, and sums it up.</summary>
internal sealed class SectionWriter
{
    private readonly SafeFileHandle _file;
    private readonly long _offset;
    private readonly byte[] _buffer;
    private SectionChecksum _checksum;
    private long _written;
    private int _used;

    /// <summary>A section.</summary>
    /// <param name="file">Where it is written.</param>
    /// <param name="offset">Where it begins.</param>
    /// <param name="buffer">Bytes that are gathered before they are written.</param>
    public SectionWriter(SafeFileHandle file, long offset, int buffer = 1 << 18)
    {
        (_file, _offset) = (file, offset);
        _buffer = new byte[buffer];
    }

    /// <summary>Bytes so far.</summary>
    public long Length => _written + _used;

    /// <summary>Adds a number as it lies in memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add<T>(T value)
        where T : unmanaged
    {
        if (_used + Unsafe.SizeOf<T>() > _buffer.Length)
        {
            Flush();
        }

        MemoryMarshal.Write(_buffer.AsSpan(_used), value);
        _used += Unsafe.SizeOf<T>();
    }

    /// <summary>Adds bytes.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            if (_used == _buffer.Length)
            {
                Flush();
            }

            var part = Math.Min(bytes.Length, _buffer.Length - _used);
            bytes[..part].CopyTo(_buffer.AsSpan(_used));
            _used += part;
            bytes = bytes[part..];
        }
    }

    /// <summary>Writes what is left.</summary>
    /// <returns>Where it is.</returns>
    public ReleaseSection Complete()
    {
        Flush();
        return new ReleaseSection(_offset, _written, _checksum.Value);
    }

    private void Flush()
    {
        if (_used > 0)
        {
            _checksum.Add(_buffer.AsSpan(0, _used));
            RandomAccess.Write(_file, _buffer.AsSpan(0, _used), _offset + _written);
            _written += _used;
            _used = 0;
        }
    }
}
