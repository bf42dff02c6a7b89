using Fathom.Root.Columns;
using Fathom.Root.Compression;
using Fathom.Root.Container;
using Fathom.Root.NTuple;
using Fathom.Root.NTuple.Envelopes;
using Fathom.Root.NTuple.Pages;
using Fathom.Root.Scans;

namespace Fathom.Root.Tests.NTuple;

/// <summary>Every column type of the specification can be chosen for a field, whatever the codec of the file.</summary>
public sealed class EveryColumnTypeTests
{
    private const int Entries = 300;

    private static readonly ColumnEncoding[] s_ofReals =
        [ColumnEncoding.Half, ColumnEncoding.SplitHalf, ColumnEncoding.Single, ColumnEncoding.SplitSingle, ColumnEncoding.Truncated(20), ColumnEncoding.Quantised(20, 0, 1000)];

    [Theory]
    [InlineData(RootCodec.None)]
    [InlineData(RootCodec.Zstd)]
    [InlineData(RootCodec.Lz4)]
    public void A_file_of_any_codec_has_every_column_type_that_its_fields_ask_for(RootCodec codec)
    {
        using TemporaryFolder folder = new();
        (string Name, FieldType Type)[] fields = [.. Numbers(), .. Reals(), .. Offsets(), ("variant", FieldType.Variant(FieldType.Number<int>(), FieldType.Text)), ("byte", FieldType.Byte)];
        RootColumn[] written = Write(folder["a.root"], new RootWriteOptions { Codec = codec, PageBytes = 128, ClusterBytes = 20_000 }, fields);

        Assert.Equal(Enum.GetValues<ColumnType>().Order(), Stored(folder["a.root"]).Order());
        Assert.Empty(FileCheck.Of(folder["a.root"]));
        using RootFileReader reader = RootFileReader.Open(folder["a.root"]);
        NTupleReader ntuple = reader.OpenNTuple("t");
        for (int i = 0; i < fields.Length; i++)
        {
            RootColumn read = ntuple.ReadColumn(fields[i].Name, 0, Entries);
            Assert.All(Enumerable.Range(0, Entries), row => Assert.Equal(written[i].ToJson(row), read.ToJson(row)));
        }
    }

    [Fact]
    public void An_encoding_of_offsets_that_is_none_is_refused()
    {
        const OffsetEncoding None = (OffsetEncoding)17;
        Assert.Throws<ArgumentOutOfRangeException>(() => FieldType.TextWith(None));
        Assert.Throws<ArgumentOutOfRangeException>(() => FieldType.List(FieldType.Text, offsets: None));
        Assert.Throws<ArgumentOutOfRangeException>(() => FieldType.Optional(FieldType.Text, offsets: None));
    }

    private static IEnumerable<(string Name, FieldType Type)> Numbers() =>
        new[] { ColumnEncoding.Plain, ColumnEncoding.Split }.SelectMany((encoding, i) => new (string, FieldType)[]
        {
            ($"bool{i}", FieldType.Number<bool>(encoding)),
            ($"sbyte{i}", FieldType.Number<sbyte>(encoding)),
            ($"byte{i}", FieldType.Number<byte>(encoding)),
            ($"short{i}", FieldType.Number<short>(encoding)),
            ($"ushort{i}", FieldType.Number<ushort>(encoding)),
            ($"int{i}", FieldType.Number<int>(encoding)),
            ($"uint{i}", FieldType.Number<uint>(encoding)),
            ($"long{i}", FieldType.Number<long>(encoding)),
            ($"ulong{i}", FieldType.Number<ulong>(encoding)),
            ($"float{i}", FieldType.Number<float>(encoding)),
            ($"double{i}", FieldType.Number<double>(encoding)),
        });

    /// <summary>Zeros, which each of them keeps.</summary>
    private static IEnumerable<(string Name, FieldType Type)> Reals() =>
        s_ofReals.Select((encoding, i) => ($"real{i}", FieldType.List(FieldType.Number<double>(encoding))));

    private static IEnumerable<(string Name, FieldType Type)> Offsets() => Enum.GetValues<OffsetEncoding>().SelectMany(offsets => new (string, FieldType)[]
    {
        ($"text{offsets}", FieldType.TextWith(offsets)),
        ($"list{offsets}", FieldType.List(FieldType.Number<int>(), offsets: offsets)),
        ($"optional{offsets}", FieldType.Optional(FieldType.Character, offsets: offsets)),
    });

    private static RootColumn[] Write(string path, RootWriteOptions options, (string Name, FieldType Type)[] fields)
    {
        NTupleModel model = new("t");
        StructuredColumn[] columns = [.. fields.Select(field => model.AddField(field.Name, field.Type))];
        RootColumn[] written = [.. fields.Select(field => field.Type.NewColumn())];
        using RootFileWriter writer = RootFileWriter.Create(path, options);
        NTupleWriter ntuple = writer.AddNTuple(model);
        for (int entry = 0; entry < Entries; entry++)
        {
            for (int i = 0; i < columns.Length; i++)
            {
                Add(columns[i].Rows, entry);
                Add(written[i], entry);
            }

            ntuple.Fill();
        }

        writer.Complete();
        return written;
    }

    /// <summary>A row that differs from the one before, of every structure above.</summary>
    private static void Add(RootColumn column, int entry)
    {
        switch (column)
        {
            case ListColumn list:
                for (int i = 0; i < entry % 4; i++)
                {
                    Add(list.Items, list.Items is NumberColumn<double> ? 0 : (7 * entry) + i);
                }

                list.EndRow();
                break;
            case ChoiceColumn choice:
                int chosen = entry % (choice.Choices.Count + 1);
                if (chosen < choice.Choices.Count)
                {
                    Add(choice.Choices[chosen], entry);
                    choice.Add(chosen, choice.Choices[chosen].Count - 1);
                }
                else
                {
                    choice.Add(-1, 0);
                }

                break;
            case TextColumn texts:
                texts.Add(System.Text.Encoding.UTF8.GetBytes($"{entry % 13} äö"));
                break;
            default:
                AddNumber(column, entry);
                break;
        }
    }

    private static void AddNumber(RootColumn column, int entry)
    {
        switch (column)
        {
            case NumberColumn<bool> bools: bools.Add(entry % 3 == 0); break;
            case NumberColumn<sbyte> numbers: numbers.Add((sbyte)(entry - 150)); break;
            case NumberColumn<byte> numbers: numbers.Add((byte)entry); break;
            case NumberColumn<short> numbers: numbers.Add((short)(-200 * entry)); break;
            case NumberColumn<ushort> numbers: numbers.Add((ushort)(200 * entry)); break;
            case NumberColumn<int> numbers: numbers.Add(-7_000_000 * (entry % 300)); break;
            case NumberColumn<uint> numbers: numbers.Add(14_000_000u * (uint)(entry % 300)); break;
            case NumberColumn<long> numbers: numbers.Add(-30_000_000_000_000_000L * entry); break;
            case NumberColumn<ulong> numbers: numbers.Add(60_000_000_000_000_000UL * (ulong)entry); break;
            case NumberColumn<float> numbers: numbers.Add(entry / 3f); break;
            case NumberColumn<double> numbers: numbers.Add(entry / 3.0); break;
            default: throw new NotSupportedException($"{column}");
        }
    }

    private static HashSet<ColumnType> Stored(string path)
    {
        using FileSource source = new(path);
        ContainerReader container = new(source);
        KeyRecord key = container.Keys.Single();
        Anchor anchor = Anchor.Read(container.ReadObject(key), path, key.ObjectPosition);
        using BlockDecompressor decompressor = new();
        EnvelopeSource envelopes = new(source, decompressor, 1 << 20);
        HeaderEnvelope header = HeaderEnvelope.Read(envelopes.Open(anchor.Header, anchor.HeaderLength, EnvelopeType.Header, out _));
        return [.. header.Schema.Columns.Select(column => column.Type)];
    }
}
