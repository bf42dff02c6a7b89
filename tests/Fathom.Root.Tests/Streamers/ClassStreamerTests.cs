using Fathom.Root.Scans;
using Fathom.Root.Streamers.Custom;
using Fathom.Root.Tests.Expected;

namespace Fathom.Root.Tests.Streamers;

public sealed class ClassStreamerTests
{
    private const string Tree = "KM3NET_EVENT";
    private const string Branch = "KM3NET_EVENT/snapshotHits";

    [Fact]
    public void A_class_without_streamer_or_description_is_listed_and_with_a_streamer_reads()
    {
        if (Open() is not RootFileReader plain || Open(new SnapshotHit()) is not RootFileReader taught)
        {
            return;
        }

        using (plain)
        using (taught)
        {
            Assert.Contains("JDAQSnapshotHit", plain.OpenTree(Tree).Find(Branch)!.Unsupported, StringComparison.Ordinal);
            ColumnScan scan = FileScan.Of(taught.OpenTree(Tree)).First(column => column.Name == Branch);
            Assert.Null(scan.Unsupported);
            Assert.StartsWith("[{\"dom_id\": 806451572, \"rest\": ", scan.First, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_streamer_that_leaves_a_member_out_is_a_broken_contract_not_a_broken_file()
    {
        if (Open(new SnapshotHit { Forgets = true }) is not RootFileReader reader)
        {
            return;
        }

        using (reader)
        {
            InvalidOperationException fault = Assert.Throws<InvalidOperationException>(() => reader.OpenTree(Tree).Find(Branch)!.Read(0, 1));
            Assert.Contains("set rest 0 times", fault.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_streamer_that_takes_more_bytes_than_it_promises_is_refused()
    {
        if (Open(new SnapshotHit { Promise = 9 }) is not RootFileReader reader)
        {
            return;
        }

        using (reader)
        {
            Assert.Throws<InvalidOperationException>(() => reader.OpenTree(Tree).Find(Branch)!.Read(0, 1));
        }
    }

    [Fact]
    public void Two_streamers_for_one_class_are_refused()
    {
        if (ExpectedFile.Folder is not null)
        {
            Assert.Throws<ArgumentException>(() => Open(new SnapshotHit(), new SnapshotHit()));
        }
    }

    private static RootFileReader? Open(params ClassStreamer[] streamers) => ExpectedFile.Folder is string folder
        ? RootFileReader.Open(Path.Combine(folder, "km3net-events", "km3net_online.root"), new RootReadOptions { Streamers = streamers })
        : null;

    private sealed class SnapshotHit() : ClassStreamer(
        "JDAQSnapshotHit", [StreamedMember.Number<int>("dom_id"), StreamedMember.Text("rest")])
    {
        internal bool Forgets { get; init; }

        internal int Promise { get; init; } = 10;

        public override int FixedBytes => Promise;

        public override void Read(StreamedObject source)
        {
            source.Set(0, source.Int32());
            ReadOnlySpan<byte> rest = source.Bytes(6);
            if (!Forgets)
            {
                source.SetText(1, rest[..0]);
            }
        }
    }
}
