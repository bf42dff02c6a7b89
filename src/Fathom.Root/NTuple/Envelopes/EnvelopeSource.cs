using Fathom.Root.Compression;
using Fathom.Root.Container;

namespace Fathom.Root.NTuple.Envelopes;

/// <summary>Fetches and unpacks envelopes, up to a total length.</summary>
/// <param name="source">The file.</param>
/// <param name="decompressor">Unpacks envelopes.</param>
/// <param name="budget">Bytes that all envelopes together may have.</param>
internal sealed class EnvelopeSource(FileSource source, BlockDecompressor decompressor, long budget)
{
    private long _left = budget;

    internal EnvelopeReader Open(Locator place, long length, EnvelopeType type, out ulong checksum)
    {
        if (length < 0 || length > Math.Min(_left, Array.MaxLength) || place.Size > length)
        {
            throw new RootFormatException(
                source.Path, place.Offset, $"a {type} envelope within the {_left} bytes allowed", $"{place.Size} stored, {length} unpacked");
        }

        _left -= length;
        byte[] stored = source.Read(place.Offset, place.Size, $"the {type} envelope");
        return EnvelopeReader.Open(Unpacked(stored, place, length), type, source.Path, place.Offset, out checksum);
    }

    private byte[] Unpacked(byte[] stored, Locator place, long length)
    {
        if (stored.Length == length)
        {
            return stored;
        }

        if (!BlockDecompressor.Promises(stored, length))
        {
            throw new RootFormatException(
                source.Path, place.Offset, $"an envelope of blocks that unpack to {length} bytes", "blocks of other lengths");
        }

        byte[] envelope = new byte[length];
        try
        {
            decompressor.Unpack(stored, envelope);
        }
        catch (InvalidDataException damage)
        {
            throw new RootFormatException(source.Path, place.Offset, "a compressed envelope", damage.Message, damage);
        }

        return envelope;
    }
}
