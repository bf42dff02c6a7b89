using System.Buffers.Binary;
using Fathom.Root.Columns;
using Fathom.Root.Compression;
using Fathom.Root.Container;
using Fathom.Root.Sources;
using Fathom.Root.Streamers;

namespace Fathom.Root.Trees;

/// <summary>Reads baskets (io/doc/TFile/ttree.md): key, head, data and offsets of entries. Keeps the last one.</summary>
internal sealed class BasketReader(FileSource source, BlockDecompressor decompressor, int maximumBytes)
{
    private const int OffsetBytes = sizeof(int);

    /// <summary>Longer keys, of long names, are read in a second step.</summary>
    private const int UsualKey = 512;

    private readonly Basket _basket = new();
    private readonly ByteCursor _head = new(source.Path);
    private byte[] _key = new byte[UsualKey];
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

    /// <summary>Gives back what it holds; it can be used again.</summary>
    internal void Release()
    {
        _place = null;
        _basket.Release();
        Scratch.Release(ref _stored);
    }

    private void Take(EmbeddedBasket embedded, BasketPlace place)
    {
        embedded.Data.CopyTo(_basket.Room(embedded.Data.Length));
        _basket.Describe(embedded.Entries, embedded.Data.Length, embedded.KeyLength, place.Position, embedded.Offsets is not null);
        if (embedded.Offsets is int[] offsets)
        {
            offsets.CopyTo(_basket.OffsetRoom);
            TurnOffsets(embedded.KeyLength, place.Position);
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

        KeyRecord key = ReadKey(place, out int keyBytes);
        if (key.TotalLength > place.Length || key.KeyLength < keyBytes)
        {
            throw Fault(place.Position, $"a basket of {place.Length} bytes", $"one of {key.TotalLength}");
        }

        _head.Open(_key, key.KeyLength, place.Position, origin: 0);
        _head.GoTo(keyBytes);
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
            BigEndian.Copy(_basket.Data.AsSpan(border + OffsetBytes, OffsetBytes * head.Entries), _basket.OffsetRoom[..head.Entries]);
            TurnOffsets(key.KeyLength, place.Position);
        }
        else
        {
            SpreadOffsets();
        }
    }

    /// <summary>The key and what follows it before the data; what is not packed can then be read where it belongs.</summary>
    private KeyRecord ReadKey(BasketPlace place, out int keyBytes)
    {
        int length = Math.Min(place.Length, _key.Length);
        source.Read(place.Position, _key.AsSpan(0, length), "the key of a basket");
        int keyLength = BinaryPrimitives.ReadUInt16BigEndian(_key.AsSpan(KeyRecord.LengthPlace));
        if (keyLength > length)
        {
            _key = new byte[keyLength];
            length = Math.Min(place.Length, keyLength);
            source.Read(place.Position, _key.AsSpan(0, length), "the key of a basket");
        }

        BigEndianReader reader = new(_key.AsSpan(0, length), source.Path, place.Position);
        KeyRecord key = KeyRecord.Read(ref reader);
        keyBytes = reader.Position;
        return key;
    }

    private void Unpack(KeyRecord key, BasketPlace place)
    {
        long position = place.Position + key.KeyLength;
        if (key.ObjectLength > maximumBytes)
        {
            throw Fault(place.Position, $"a basket of at most {maximumBytes} bytes", $"{key.ObjectLength}");
        }

        if (key.StoredLength == key.ObjectLength)
        {
            source.Check(position, key.ObjectLength, "a basket");
            source.Read(position, _basket.Room(key.ObjectLength), "a basket");
            return;
        }

        ReadOnlySpan<byte> stored = source.View(position, key.StoredLength, ref _stored, "a basket");
        if (!BlockDecompressor.Promises(stored, key.ObjectLength))
        {
            throw Fault(place.Position, $"blocks that unpack to {key.ObjectLength} bytes", "blocks of another length");
        }

        Span<byte> data = _basket.Room(key.ObjectLength);
        try
        {
            decompressor.Unpack(stored, data);
        }
        catch (InvalidDataException damage)
        {
            throw new RootFormatException(source.Path, place.Position, "a compressed basket", damage.Message, damage);
        }
    }

    /// <summary>Offsets as the file has them, from the begin of the key, to those of the data.</summary>
    private void TurnOffsets(int keyLength, long position)
    {
        Span<int> offsets = _basket.OffsetRoom;
        offsets[^1] = _basket.Length + keyLength;
        if (offsets[0] < keyLength || !RowEnds.Rise<int>(offsets))
        {
            throw Fault(position, $"offsets of entries that rise from {keyLength} to {offsets[^1]}", "others");
        }

        RowEnds.Shift(offsets, -keyLength);
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
