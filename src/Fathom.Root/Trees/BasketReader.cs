using Fathom.Root.Compression;
using Fathom.Root.Container;
using Fathom.Root.Streamers;

namespace Fathom.Root.Trees;

/// <summary>Reads baskets (io/doc/TFile/ttree.md): key, head, data and offsets of entries. Keeps the last one.</summary>
internal sealed class BasketReader(FileSource source, BlockDecompressor decompressor, int maximumBytes)
{
    private const int OffsetBytes = sizeof(int);

    private readonly Basket _basket = new();
    private readonly ByteCursor _head = new(source.Path);
    private BasketPlace? _place;
    private byte[] _stored = [];

    /// <summary>The basket at a place, valid until the next call.</summary>
    internal Basket Read(BasketPlace place)
    {
        if (ReferenceEquals(place, _place))
        {
            return _basket;
        }

        _place = null;
        if (place.Embedded is EmbeddedBasket embedded)
        {
            Take(embedded, place);
        }
        else
        {
            Fetch(place);
        }

        _place = place;
        return _basket;
    }

    private void Take(EmbeddedBasket embedded, BasketPlace place)
    {
        embedded.Data.CopyTo(_basket.Room(embedded.Data.Length));
        _basket.Describe(embedded.Entries, embedded.Data.Length, embedded.KeyLength, place.Position, embedded.Offsets is not null);
        if (embedded.Offsets is int[] offsets)
        {
            SetOffsets(offsets, embedded.KeyLength, place.Position);
        }
        else
        {
            SpreadOffsets();
        }
    }

    private void Fetch(BasketPlace place)
    {
        source.Check(place.Position, place.Length, "a basket");
        if (place.Length > maximumBytes)
        {
            throw Fault(place.Position, $"a basket of at most {maximumBytes} bytes", $"{place.Length}");
        }

        if (_stored.Length < place.Length)
        {
            _stored = GC.AllocateUninitializedArray<byte>(place.Length);
        }

        source.Read(place.Position, _stored.AsSpan(0, place.Length), "a basket");
        BigEndianReader reader = new(_stored.AsSpan(0, place.Length), source.Path, place.Position);
        KeyRecord key = KeyRecord.Read(ref reader);
        if (key.TotalLength > place.Length || key.KeyLength < reader.Position)
        {
            throw Fault(place.Position, $"a basket of {place.Length} bytes", $"one of {key.TotalLength}");
        }

        _head.Open(_stored, key.KeyLength, place.Position, origin: 0);
        _head.GoTo(reader.Position);
        BasketHead head = BasketHead.Read(_head);
        Unpack(key, place);
        int border = head.Last - key.KeyLength;
        if (border < 0 || border > key.ObjectLength || head.Entries > key.ObjectLength + 1L || head.Entries != place.Count)
        {
            throw Fault(place.Position, $"a basket of {place.Count} entries in {key.ObjectLength} bytes", $"{head.Entries} entries, data end at {border}");
        }

        int trailer = key.ObjectLength - border;
        bool hasOffsets = trailer >= (head.Entries + 1L) * OffsetBytes;
        _basket.Describe(head.Entries, border, key.KeyLength, place.Position + key.KeyLength, hasOffsets);
        if (hasOffsets)
        {
            Span<int> offsets = _basket.OffsetRoom[..head.Entries];
            BigEndian.Copy(_basket.Data.AsSpan(border + OffsetBytes, OffsetBytes * head.Entries), offsets);
            SetOffsets(offsets, key.KeyLength, place.Position);
        }
        else
        {
            SpreadOffsets();
        }
    }

    private void Unpack(KeyRecord key, BasketPlace place)
    {
        ReadOnlySpan<byte> stored = _stored.AsSpan(key.KeyLength, key.StoredLength);
        bool plain = key.StoredLength == key.ObjectLength;
        if (key.ObjectLength > maximumBytes || (!plain && !BlockDecompressor.Promises(stored, key.ObjectLength)))
        {
            throw Fault(place.Position, $"blocks that unpack to {key.ObjectLength} bytes, at most {maximumBytes}", "blocks of another length");
        }

        Span<byte> data = _basket.Room(key.ObjectLength);
        if (plain)
        {
            stored.CopyTo(data);
            return;
        }

        try
        {
            decompressor.Unpack(stored, data);
        }
        catch (InvalidDataException damage)
        {
            throw new RootFormatException(source.Path, place.Position, "a compressed basket", damage.Message, damage);
        }
    }

    /// <summary>Offsets in the file count from the begin of the key.</summary>
    private void SetOffsets(ReadOnlySpan<int> stored, int keyLength, long position)
    {
        Span<int> offsets = _basket.OffsetRoom;
        int last = 0;
        for (int i = 0; i < stored.Length; i++)
        {
            int at = stored[i] - keyLength;
            if (at < last || at > _basket.Length)
            {
                throw Fault(position, $"offsets of entries from {last} to {_basket.Length}", $"{at}");
            }

            offsets[i] = at;
            last = at;
        }

        offsets[stored.Length] = _basket.Length;
    }

    /// <summary>Entries of one length.</summary>
    private void SpreadOffsets()
    {
        Span<int> offsets = _basket.OffsetRoom;
        int entries = _basket.Entries;
        int length = entries == 0 ? 0 : _basket.Length / entries;
        for (int i = 0; i <= entries; i++)
        {
            offsets[i] = length * i;
        }
    }

    private RootFormatException Fault(long position, string expected, string found) => new(source.Path, position, expected, found);
}
