using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Fathom.Root.NTuple.Pages;

/// <summary>Elements of one column until they fill a page.</summary>
internal sealed class ColumnBuffer(ElementType type)
{
    private const int FirstLength = 1024;

    private readonly int _width = type.Plain.Width();
    private byte[] _bytes = [];
    private int _used;
    private int _pageBytes;
    private Action<ColumnBuffer, byte[], int>? _full;

    internal ElementType Type => type;

    /// <summary>Id of the column in its RNTuple.</summary>
    internal int Id { get; private set; }

    /// <summary>Elements appended since the cluster began.</summary>
    internal long ClusterElements { get; private set; }

    /// <summary>Says where full pages go.</summary>
    /// <param name="id">Id of the column.</param>
    /// <param name="pageBytes">Length of a full page in memory.</param>
    /// <param name="full">Receives this buffer, the bytes and how many of them are used; may change them.</param>
    internal void Attach(int id, int pageBytes, Action<ColumnBuffer, byte[], int> full)
    {
        Id = id;
        _pageBytes = Math.Max(pageBytes / 8 * 8, 64);
        _full = full;
    }

    internal void Append<T>(T value) where T : unmanaged
    {
        if (_used == _bytes.Length)
        {
            MakeRoom();
        }

        Unsafe.WriteUnaligned(ref _bytes[_used], value);
        _used += _width;
        ClusterElements++;
    }

    internal void Append<T>(ReadOnlySpan<T> values) where T : unmanaged
    {
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(values);
        while (!bytes.IsEmpty)
        {
            if (_used == _bytes.Length)
            {
                MakeRoom();
            }

            int taken = Math.Min(bytes.Length, _bytes.Length - _used);
            bytes[..taken].CopyTo(_bytes.AsSpan(_used));
            _used += taken;
            bytes = bytes[taken..];
        }

        ClusterElements += values.Length;
    }

    /// <summary>Hands out the last page of the cluster.</summary>
    internal void EndCluster()
    {
        Flush();
        ClusterElements = 0;
    }

    private void MakeRoom()
    {
        if (_bytes.Length < _pageBytes)
        {
            Array.Resize(ref _bytes, Math.Min(_pageBytes, Math.Max(FirstLength, 2 * _bytes.Length)));
        }
        else
        {
            Flush();
        }
    }

    private void Flush()
    {
        if (_used > 0)
        {
            _full!(this, _bytes, _used);
            _used = 0;
        }
    }
}
