using System.Buffers.Binary;
using Fathom.Root.Checksums;
using Fathom.Root.Container;
using Fathom.Root.NTuple.Envelopes;

namespace Fathom.Root.NTuple;

/// <summary>The object <c>ROOT::RNTuple</c>, where an RNTuple begins (specification, "Anchor schema").</summary>
/// <param name="Header">Where the header envelope lies.</param>
/// <param name="HeaderLength">Its length once unpacked.</param>
/// <param name="Footer">Where the footer envelope lies.</param>
/// <param name="FooterLength">Its length once unpacked.</param>
internal sealed record Anchor(Locator Header, long HeaderLength, Locator Footer, long FooterLength)
{
    internal const string ClassName = "ROOT::RNTuple";

    private const int ClassVersion = 2;
    private const int Epoch = 1;
    private const int FieldBytes = (4 * 2) + (7 * 8);

    internal byte[] Write()
    {
        BigEndianWriter fields = new();
        fields.U16(Epoch).U16(0).U16(0).U16(0)
            .U64((ulong)Header.Offset).U64((ulong)Header.Size).U64((ulong)HeaderLength)
            .U64((ulong)Footer.Offset).U64((ulong)Footer.Size).U64((ulong)FooterLength)
            .U64((ulong)ContainerWriter.MaximumKeyLength);
        BigEndianWriter anchor = new();
        return anchor.Counted(record => record.U16(ClassVersion).Raw(fields.Written))
            .U64(Xxh3.Hash(fields.Written)).Written.ToArray();
    }

    internal static Anchor Read(ReadOnlySpan<byte> bytes, string path, long offset)
    {
        BigEndianReader reader = new(bytes, path, offset);
        _ = reader.U32();
        int version = reader.U16();
        if (version < ClassVersion)
        {
            throw reader.Fault($"an RNTuple anchor of version {ClassVersion} or later", $"version {version}");
        }

        int checksumAt = bytes.Length - 8;
        if (checksumAt - reader.Position < FieldBytes)
        {
            throw reader.Fault($"an anchor with {FieldBytes} bytes of fields", $"{bytes.Length} bytes in all");
        }

        ulong stored = BinaryPrimitives.ReadUInt64BigEndian(bytes[checksumAt..]);
        ulong computed = Xxh3.Hash(bytes[reader.Position..checksumAt]);
        if (stored != computed)
        {
            throw reader.Fault($"an anchor of checksum {stored:x16}", $"{computed:x16}");
        }

        int epoch = reader.U16();
        if (epoch != Epoch)
        {
            throw reader.Fault($"RNTuple format of epoch {Epoch}", $"epoch {epoch}");
        }

        _ = reader.Take(3 * 2);
        return ReadPlaces(ref reader);
    }

    private static Anchor ReadPlaces(ref BigEndianReader reader)
    {
        long headerOffset = (long)reader.U64();
        long headerSize = (long)reader.U64();
        long headerLength = (long)reader.U64();
        long footerOffset = (long)reader.U64();
        long footerSize = (long)reader.U64();
        long footerLength = (long)reader.U64();
        return new Anchor(new Locator(headerOffset, headerSize), headerLength, new Locator(footerOffset, footerSize), footerLength);
    }
}
