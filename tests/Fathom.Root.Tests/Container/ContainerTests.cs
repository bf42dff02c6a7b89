using Fathom.Root.Compression;
using Fathom.Root.Container;
using Fathom.Root.NTuple;
using Fathom.Root.NTuple.Envelopes;
using Fathom.Root.Streamers.Written;
using Fathom.Root.Tests.Files;
using Xunit.Abstractions;

namespace Fathom.Root.Tests.Container;

/// <summary>Records of the container against those that ROOT itself wrote.</summary>
public sealed class ContainerTests(ITestOutputHelper output)
{
    private const string Minimal = "test_ntuple_minimal.root";

    [Fact]
    public void Our_streamer_info_is_byte_by_byte_that_of_ROOT()
    {
        if (RealFiles.Path(Minimal, output) is not string path)
        {
            return;
        }

        using FileSource source = new(path);
        FileHeader header = new ContainerReader(source).Header;
        BigEndianReader reader = new(source.Read(header.InfoPosition, header.InfoLength, "infos"), path, header.InfoPosition);
        KeyRecord key = KeyRecord.Read(ref reader);
        byte[] infos = new byte[key.ObjectLength];
        using BlockDecompressor decompressor = new();
        decompressor.Unpack(reader.Take(key.StoredLength), infos);

        Assert.Equal(infos, StreamerInfoRecord.Write([ClassTable.Get("ROOT::RNTuple")], key.KeyLength));
    }

    [Fact]
    public void Our_anchor_and_header_are_those_of_ROOT_but_for_the_name_of_the_writer()
    {
        if (RealFiles.Path(Minimal, output) is not string path)
        {
            return;
        }

        using FileSource source = new(path);
        ContainerReader container = new(source);
        KeyRecord key = Assert.Single(container.Keys);
        byte[] anchor = container.ReadObject(key);
        Assert.Equal(anchor, Anchor.Read(anchor, path, key.ObjectPosition).Write());

        Anchor read = Anchor.Read(anchor, path, 0);
        byte[] header = source.Read(read.Header.Offset, read.Header.Size, "header");
        HeaderEnvelope envelope = HeaderEnvelope.Read(EnvelopeReader.Open(header, EnvelopeType.Header, path, 0, out _));
        byte[] ours = envelope.Write(out _).ToArray();
        // Preamble holds the length; then flags, name, description; then the writer ("ROOT v6.35.001" and ours).
        Assert.Equal(header[8..32], ours[8..32]);
        Assert.Equal(header[50..^8], ours[(36 + "Fathom.Root".Length)..^8]);
    }

    [Fact]
    public void Keys_and_header_survive_writing_and_reading_in_both_forms()
    {
        foreach (bool big in new[] { false, true })
        {
            KeyRecord key = new()
            {
                ClassName = "ROOT::RNTuple",
                Name = new string('n', 300),
                Title = "µ",
                ObjectLength = 7,
                StoredLength = 5,
                Date = 9,
                Cycle = 3,
                Position = big ? 5_000_000_000 : 4_000_000_000,
                Folder = 100,
                Big = big,
            };
            BigEndianWriter writer = new();
            key.Write(writer);
            BigEndianReader reader = new(writer.Written, "f", 0);
            Assert.Equal(key, KeyRecord.Read(ref reader));
            Assert.Equal(key.KeyLength, writer.Length);
        }
    }

    [Theory]
    [InlineData(1995, 1, 1, 0, 0, 0, 0x00420000u)]
    [InlineData(2024, 11, 13, 21, 2, 19, 0x76db5093u)]
    public void Dates_are_packed_as_TDatime(int year, int month, int day, int hour, int minute, int second, uint expected) =>
        Assert.Equal(expected, RootDate.Pack(new DateTime(year, month, day, hour, minute, second, DateTimeKind.Utc)));
}
