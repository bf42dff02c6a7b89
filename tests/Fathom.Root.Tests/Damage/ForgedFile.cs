using System.Buffers.Binary;
using Fathom.Root.Checksums;
using Fathom.Root.Compression;
using Fathom.Root.Container;
using Fathom.Root.NTuple;
using Fathom.Root.NTuple.Envelopes;

namespace Fathom.Root.Tests.Damage;

/// <summary>
/// An uncompressed file with one RNTuple, to be changed at will and given valid checksums again: what a hostile writer
/// can do and an accident cannot.
/// </summary>
internal sealed class ForgedFile
{
    private readonly byte[] _original;
    private readonly Range[] _targets;
    private readonly Range _anchor;
    private readonly Range _header;
    private readonly Range _footer;
    private readonly Range _pageList;

    internal ForgedFile(string path)
    {
        _original = File.ReadAllBytes(path);
        using FileSource source = new(path);
        ContainerReader container = new(source);
        KeyRecord key = container.Keys.Single();
        Anchor anchor = Anchor.Read(container.ReadObject(key), path, key.ObjectPosition);
        using BlockDecompressor decompressor = new();
        EnvelopeSource envelopes = new(source, decompressor, 1 << 20);
        HeaderEnvelope header = HeaderEnvelope.Read(envelopes.Open(anchor.Header, anchor.HeaderLength, EnvelopeType.Header, out ulong checksum));
        ClusterGroup group = FooterEnvelope.Read(
            envelopes.Open(anchor.Footer, anchor.FooterLength, EnvelopeType.Footer, out _), checksum, header.Schema).Single();
        _anchor = RangeOf(key.ObjectPosition, key.StoredLength);
        _header = RangeOf(anchor.Header.Offset, anchor.Header.Size);
        _footer = RangeOf(anchor.Footer.Offset, anchor.Footer.Size);
        _pageList = RangeOf(group.PageList.Offset, group.PageList.Size);
        _targets = [_anchor, _header, _footer, _pageList];
    }

    /// <summary>A copy with one to four changes in one of the envelopes or the anchor, and valid checksums.</summary>
    internal byte[] Forge(Random random)
    {
        byte[] forged = (byte[])_original.Clone();
        Span<byte> target = forged.AsSpan(_targets[random.Next(_targets.Length)]);
        for (int change = random.Next(1, 5); change > 0; change--)
        {
            int at = random.Next(target.Length);
            switch (random.Next(4))
            {
                case 0:
                    target[at] = (byte)random.Next(256);
                    break;
                case 1:
                    target[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    target.Slice(at, Math.Min(8, target.Length - at)).Fill(random.Next(2) == 0 ? (byte)0xFF : (byte)0x7F);
                    break;
                default:
                    target.Slice(at, Math.Min(random.Next(1, 9), target.Length - at)).Clear();
                    break;
            }
        }

        Reseal(forged);
        return forged;
    }

    /// <summary>A copy with the header changed, and valid checksums.</summary>
    internal byte[] ForgeHeader(Action<Memory<byte>> change)
    {
        byte[] forged = (byte[])_original.Clone();
        change(forged.AsMemory(_header));
        Reseal(forged);
        return forged;
    }

    private void Reseal(byte[] file)
    {
        Span<byte> header = file.AsSpan(_header);
        BinaryPrimitives.WriteUInt64LittleEndian(header, (ulong)EnvelopeType.Header | ((ulong)header.Length << 16));
        ulong ofHeader = Close(header);
        Span<byte> pageList = file.AsSpan(_pageList);
        BinaryPrimitives.WriteUInt64LittleEndian(pageList[8..], ofHeader);
        Close(pageList);
        Span<byte> footer = file.AsSpan(_footer);
        BinaryPrimitives.WriteUInt64LittleEndian(footer[16..], ofHeader);
        Close(footer);
        Span<byte> anchor = file.AsSpan(_anchor);
        BinaryPrimitives.WriteUInt64BigEndian(anchor[^8..], Xxh3.Hash(anchor[6..^8]));
    }

    private static ulong Close(Span<byte> envelope)
    {
        ulong checksum = Xxh3.Hash(envelope[..^8]);
        BinaryPrimitives.WriteUInt64LittleEndian(envelope[^8..], checksum);
        return checksum;
    }

    private static Range RangeOf(long offset, long length) => (int)offset..(int)(offset + length);
}
