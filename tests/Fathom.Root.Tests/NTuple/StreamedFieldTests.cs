using System.Buffers.Binary;
using System.Text;
using Fathom.Root.Columns;
using Fathom.Root.Container;
using Fathom.Root.NTuple;
using Fathom.Root.NTuple.Envelopes;
using Fathom.Root.Scans;
using Fathom.Root.Streamers.Written;
using Fathom.Root.Tests.Damage;

namespace Fathom.Root.Tests.NTuple;

/// <summary>Fields whose objects ROOT streamed whole: bytes made after the specification, as no public file has them.</summary>
public sealed class StreamedFieldTests
{
    [Fact]
    public void Objects_that_ROOT_streamed_whole_read_by_their_class()
    {
        using TemporaryFolder folder = new();
        string[] texts = ["abc", "", "neutrino"];
        byte[] bytes = Streamed(folder, [.. texts.Select(Packed)]);
        using RootFileReader reader = RootFileReader.Open(new MemoryStream(bytes), "streamed.root");
        NTupleReader ntuple = reader.OpenNTuple("events");
        Assert.Null(ntuple.UnsupportedReason("object"));
        TextColumn column = (TextColumn)ntuple.ReadColumn("object", 0, 3);
        Assert.Equal(texts, Enumerable.Range(0, 3).Select(row => column[row]));
        Assert.Equal("neutrino", ((TextColumn)ntuple.ReadColumn("object", 2, 1))[0]);
        Assert.Equal(3, FileScan.Of(ntuple).Single().Count);
    }

    [Fact]
    public void An_object_that_ends_early_or_late_is_refused()
    {
        using TemporaryFolder folder = new();
        byte[] bytes = Streamed(folder, [Packed("abc") + "more"]);
        using RootFileReader reader = RootFileReader.Open(new MemoryStream(bytes), "streamed.root");
        Assert.Throws<RootFormatException>(() => reader.OpenNTuple("events").ReadColumn("object", 0, 1));
    }

    [Fact]
    public void Classes_that_only_the_RNTuple_describes_are_known()
    {
        // References count from the begin of the content: byte count, tag and name of the list's class come first.
        byte[] head = [0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, .. "TList\0"u8];
        byte[] content = [.. head, .. StreamerInfoRecord.Write([ClassTable.Get(Anchor.ClassName)], head.Length)];
        content = content.Length % 2 == 0 ? content : [.. content, 0];
        BinaryPrimitives.WriteUInt32BigEndian(content, 0x40000000u | (uint)(content.Length - 4));
        EnvelopeWriter writer = new();
        for (int i = 0; i < 3; i++)
        {
            writer.EndList(writer.BeginList(0));
        }

        int infos = writer.BeginList(1);
        int frame = writer.BeginRecord();
        writer.U32(TypeInfoRecord.StreamerInfos).U32(0).Text("").U32((uint)content.Length);
        for (int i = 0; i < content.Length; i += 2)
        {
            writer.U16(content[i] | (content[i + 1] << 8));
        }

        writer.EndRecord(frame).EndList(infos);
        EnvelopeReader reader = EnvelopeReader.Open(writer.Close(EnvelopeType.Header, out _), EnvelopeType.Header, "made", 0, out _);
        Schema schema = new();
        schema.Append(ref reader);
        Assert.Contains(FieldObjects.Infos(schema, "made"), info => info.Name == Anchor.ClassName);
    }

    /// <summary>Byte count, version, length, bytes: all below 128, so that they are a text, too.</summary>
    private static string Packed(string text) =>
        $"@\0\0{(char)(3 + text.Length)}\0{(char)9}{(char)text.Length}{text}";

    /// <summary>A field of texts whose role is made that of streamed objects.</summary>
    private static byte[] Streamed(TemporaryFolder folder, string[] contents)
    {
        string path = folder["texts.root"];
        using (RootFileWriter file = RootFileWriter.Create(path, new RootWriteOptions { Codec = RootCodec.None }))
        {
            NTupleModel model = new("events");
            StringColumn column = model.AddString("object");
            NTupleWriter writer = file.AddNTuple(model);
            foreach (string content in contents)
            {
                column.Value = content;
                writer.Fill();
            }

            file.Complete();
        }

        return new ForgedFile(path).ForgeHeader(header =>
        {
            int name = header.Span.IndexOf(Encoding.UTF8.GetBytes("object"));
            const int RoleBeforeName = 8;
            BinaryPrimitives.WriteUInt16LittleEndian(header.Span[(name - RoleBeforeName)..], (ushort)FieldRole.Streamer);
        });
    }
}
