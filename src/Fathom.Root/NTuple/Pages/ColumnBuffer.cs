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
    private byte[] _bytes = [];
    private int _used;
    private int _room;
    private int _lastUsed;
    private int _pageBytes;
    private PagePool _pool = null!;
    private Action<ColumnBuffer, byte[], int>? _full;

    internal PageFormat Format => format;

    /// <summary>Id of the column in its RNTuple.</summary>
    internal int Id { get; private set; }

    /// <summary>Elements appended since the cluster began.</summary>
    internal long ClusterElements { get; private set; }

    /// <summary>Says where full pages go.</summary>
    /// <param name="id">Id of the column.</param>
    /// <param name="pageBytes">Length of a full page in memory.</param>
    /// <param name="pool">Gives arrays with room for a checksum behind them.</param>
    /// <param name="full">Takes over a rented array with room for a checksum behind it, and how many of its bytes are elements.</param>
    internal void Attach(int id, int pageBytes, PagePool pool, Action<ColumnBuffer, byte[], int> full)
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

    private void MakeRoom()
    {
        if (_room == _pageBytes)
        {
            Flush();
        }

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
            _lastUsed = used;
            _bytes = [];
            _used = 0;
            _room = 0;
            _full!(this, page, used);
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
