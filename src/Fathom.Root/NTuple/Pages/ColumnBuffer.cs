using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Fathom.Root.Compression.Packing;

namespace Fathom.Root.NTuple.Pages;

/// <summary>Elements of one column until they fill a page.</summary>
/// <param name="format">How the column is stored.</param>
internal sealed class ColumnBuffer(PageFormat format)
{
    private const int FirstElements = 128;

    private readonly int _width = format.Width;
    private readonly bool _planes = format.IsPlanes;
    private byte[] _bytes = [];
    private int _used;
    private int _room;
    private int _lastUsed;
    private int _pageBytes;
    private PagePool _pool = null!;
    private bool _encoded;
    private Action<ColumnBuffer, byte[], int, bool>? _full;

    internal PageFormat Format => format;

    /// <summary>Id of the column in its RNTuple.</summary>
    internal int Id { get; private set; }

    /// <summary>Elements appended since the cluster began.</summary>
    internal long ClusterElements { get; private set; }

    /// <summary>Says where full pages go.</summary>
    /// <param name="id">Id of the column.</param>
    /// <param name="pageBytes">Length of a full page in memory.</param>
    /// <param name="pool">Gives arrays with room for a checksum behind them.</param>
    /// <param name="full">Takes over a rented array with room for a checksum behind it, how many of its bytes are elements, and whether they are encoded.</param>
    internal void Attach(int id, int pageBytes, PagePool pool, Action<ColumnBuffer, byte[], int, bool> full)
    {
        Id = id;

        // Pages of whole bytes, also where eight elements share one.
        _pageBytes = Math.Max(pageBytes / (8 * _width) * (8 * _width), 8 * _width);
        _pool = pool;
        _full = full;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Append<T>(T value) where T : unmanaged
    {
        if (_used == _room)
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
            if (_used == _room)
            {
                if (TakeWhole(bytes))
                {
                    bytes = bytes[_pageBytes..];
                    continue;
                }

                MakeRoom();
            }

            int taken = Math.Min(bytes.Length, _room - _used);
            bytes[..taken].CopyTo(_bytes.AsSpan(_used));
            _used += taken;
            bytes = bytes[taken..];
        }

        ClusterElements += values.Length;
    }

    /// <summary>Room for elements that the caller writes: for at least one, at most for as many as are wanted.</summary>
    internal Span<T> Extend<T>(int wanted) where T : unmanaged
    {
        if (_used == _room)
        {
            MakeRoom();
        }

        int taken = Math.Min(wanted, (_room - _used) / _width);
        Span<byte> bytes = _bytes.AsSpan(_used, taken * _width);
        _used += bytes.Length;
        ClusterElements += taken;
        return MemoryMarshal.Cast<byte, T>(bytes);
    }

    /// <summary>Hands out the last page of the cluster.</summary>
    internal void EndCluster()
    {
        Flush();
        ClusterElements = 0;
    }

    /// <summary>Gives its memory back.</summary>
    internal void Close()
    {
        Release();
        _used = 0;
        _room = 0;
    }

    /// <summary>Encodes a whole page on its way here, where that takes no more than a pass over the bytes; false where it does not.</summary>
    private bool TakeWhole(ReadOnlySpan<byte> bytes)
    {
        FlushFull();
        if (!_planes || _used > 0 || bytes.Length < _pageBytes)
        {
            return false;
        }

        Release();
        _bytes = _pool.Rent(_pageBytes);
        BytePlanes.Split(bytes[.._pageBytes], _width, _bytes.AsSpan(0, _pageBytes));
        (_used, _room, _encoded) = (_pageBytes, _pageBytes, true);
        return true;
    }

    private void FlushFull()
    {
        if (_room == _pageBytes)
        {
            Flush();
        }
    }

    private void MakeRoom()
    {
        FlushFull();
        int wanted = _room > 0 ? 2 * _room : Math.Max(FirstElements * _width, _lastUsed);
        int room = Math.Min(_pageBytes, wanted / (8 * _width) * (8 * _width));
        byte[] larger = _pool.Rent(room);
        _bytes.AsSpan(0, _used).CopyTo(larger);
        Release();
        _bytes = larger;
        _room = room;
    }

    private void Flush()
    {
        if (_used > 0)
        {
            byte[] page = _bytes;
            int used = _used;
            bool encoded = _encoded;
            _lastUsed = used;
            _bytes = [];
            _used = 0;
            _room = 0;
            _encoded = false;
            _full!(this, page, used, encoded);
        }
    }

    private void Release()
    {
        if (_bytes.Length > 0)
        {
            _pool.Return(_bytes);
            _bytes = [];
        }
    }
}
