using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Fathom.Root.Columns;
using Fathom.Root.Container;
using Fathom.Root.Streamers;

namespace Fathom.Root.Trees.Writing;

/// <summary>Entries of one branch until they fill a basket, and where its baskets are (io/doc/TFile/ttree.md).</summary>
/// <param name="sink">The file.</param>
/// <param name="name">Name of the branch.</param>
/// <param name="tree">Name of its tree.</param>
/// <param name="variable">Entries are of differing length.</param>
/// <param name="basketBytes">Length of a full basket.</param>
internal sealed class BranchBuffer(FileSink sink, string name, string tree, bool variable, int basketBytes)
{
    private readonly int _keyLength = BasketKey.Length(name, tree);
    private GrowingArray<int> _offsets = new();
    private byte[] _data = [];
    private int _used;
    private int _lastLength;
    private int _entries;

    internal BasketTable Baskets { get; } = new();

    /// <summary>Bytes appended so far.</summary>
    internal long Bytes { get; private set; }

    /// <summary>Appends entries of one length.</summary>
    /// <param name="values">Shape (entries × items).</param>
    /// <param name="items">Numbers of an entry.</param>
    internal void Append<T>(ReadOnlySpan<T> values, int items) where T : unmanaged
    {
        int entryBytes = items * Unsafe.SizeOf<T>();
        while (!values.IsEmpty)
        {
            int room = Math.Max(basketBytes, entryBytes) - _used;
            if (room < entryBytes)
            {
                Flush();
                continue;
            }

            int taken = Math.Min(values.Length, room / entryBytes * items);
            BigEndian.Write(values[..taken], Extend(taken * Unsafe.SizeOf<T>()));
            _entries += taken / items;
            values = values[taken..];
        }
    }

    /// <summary>Appends entries of differing length.</summary>
    /// <param name="values">Values of the entries and perhaps of others.</param>
    /// <param name="offsets">Shape (entries + 1).</param>
    internal void Append<T>(ReadOnlySpan<T> values, ReadOnlySpan<long> offsets) where T : unmanaged
    {
        int size = Unsafe.SizeOf<T>();
        while (offsets.Length > 1)
        {
            long start = offsets[0];
            int rows = RowsThatFit(offsets, size);
            RowEnds.InBytes(offsets[..rows], start, size, _used, _offsets.Extend(rows));
            BigEndian.Write(values[(int)start..(int)offsets[rows]], Extend((int)((offsets[rows] - start) * size)));
            _entries += rows;
            offsets = offsets[rows..];
            if (offsets.Length > 1)
            {
                Flush();
            }
        }
    }

    /// <summary>Begins an entry of this many bytes, which the caller writes as they stand in the file.</summary>
    internal Span<byte> BeginEntry(int bytes)
    {
        if (_entries > 0 && _used + bytes + BasketJob.OffsetBytes(_entries + 1) > basketBytes)
        {
            Flush();
        }

        _offsets.Add(_used);
        _entries++;
        return Extend(bytes);
    }

    /// <summary>Puts what was appended into a basket.</summary>
    internal void Flush()
    {
        if (_entries == 0)
        {
            return;
        }

        int entries = _entries;
        if (variable)
        {
            MemoryMarshal.AsBytes(_offsets.Values).CopyTo(_data.AsSpan(_used + sizeof(int)));
        }

        BasketJob job = new(_data, _used, variable, entries, _keyLength, sink.Pages);
        _lastLength = job.Length;
        _data = [];
        _used = 0;
        _entries = 0;
        _offsets.Clear();
        sink.Packing.Add(job);
        sink.Pieces.Add([job], () => Write(job, entries), job.Length);
    }

    private void Write(BasketJob job, int entries)
    {
        BigEndianWriter key = new();
        long position = sink.Container.Position;
        BasketKey.Write(key, sink.Container, name, tree, job, entries, variable);
        sink.Container.Write(key.Written);
        sink.Container.Write(job.Rented, job.StoredLength);
        sink.Identity.Add(job.Checksum);
        Baskets.Add(position, _keyLength + job.StoredLength, _keyLength + job.Length, entries);
    }

    /// <summary>How many rows the basket still takes, an empty one at least one: found by halving, since their bytes only grow.</summary>
    private int RowsThatFit(ReadOnlySpan<long> offsets, int size)
    {
        long room = basketBytes - _used - BasketJob.OffsetBytes(_entries);
        int fit = _entries == 0 ? 1 : 0;
        int most = offsets.Length - 1;
        while (fit < most)
        {
            int middle = fit + ((most - fit + 1) / 2);
            bool fits = ((offsets[middle] - offsets[0]) * size) + ((long)sizeof(int) * middle) <= room;
            (fit, most) = fits ? (middle, most) : (fit, middle - 1);
        }

        return fit;
    }

    /// <summary>Room in the array, with that for the offsets left free behind it.</summary>
    private Span<byte> Extend(int bytes)
    {
        int needed = _used + bytes + (variable ? BasketJob.OffsetBytes(_offsets.Count) : 0);
        if (needed > _data.Length)
        {
            // A basket grows from little, but where the one before was full, to as much at once.
            int wanted = _data.Length == 0 ? _lastLength : 2 * _data.Length;
            byte[] larger = sink.Pages.Rent(Math.Max(needed, Math.Min(basketBytes, wanted)));
            _data.AsSpan(0, _used).CopyTo(larger);
            sink.Pages.Return(_data);
            _data = larger;
        }

        Span<byte> room = _data.AsSpan(_used, bytes);
        _used += bytes;
        Bytes += bytes;
        return room;
    }
}
