using Fathom.Root.Batches;
using Fathom.Root.Chains;
using Fathom.Root.Columns;
using Fathom.Root.NTuple;
using Fathom.Root.Tests.Expected;

namespace Fathom.Root.Tests.Chains;

public sealed class RootChainTests
{
    [Fact]
    public void Files_of_a_pattern_read_as_one_in_the_order_of_their_names()
    {
        using TemporaryFolder folder = new();
        Write(folder["b.root"], 100, 50);
        Write(folder["a.root"], 0, 100);
        Write(folder["c.root"], 150, 0);
        Write(folder["d.root"], 150, 1);
        using RootChain chain = RootChain.Open("events", [folder["*.root"]]);
        Assert.Equal(["a.root", "b.root", "c.root", "d.root"], chain.Files.Select(path => Path.GetFileName(path)));
        Assert.Equal(151, chain.EntryCount);
        Assert.Equal(Enumerable.Range(0, 151), Numbers(chain.Read("number", 0, 151)));
        Assert.Equal(Enumerable.Range(95, 10), Numbers(chain.Read("number", 95, 10)));
        RootColumn lists = chain.Read("list", 99, 52);
        Assert.Equal(Enumerable.Range(99, 52).Select(entry => entry % 4), Lengths((ListColumn)lists));
        Assert.Throws<ArgumentOutOfRangeException>(() => chain.Read("number", 150, 2));
        Assert.Throws<ArgumentException>(() => chain.Read("nothing", 0, 1));
    }

    [Fact]
    public void Batches_of_a_chain_give_every_entry_once_and_in_order()
    {
        using TemporaryFolder folder = new();
        Write(folder["a.root"], 0, 1000);
        Write(folder["b.root"], 1000, 700);
        using RootChain chain = RootChain.Open("events", [folder["a.root"], folder["b.root"]]);
        List<int> numbers = [];
        using ColumnStream stream = chain.Stream(["number", "list"], first: 10, options: new BatchOptions { BatchBytes = 1000, Threads = 3 });
        foreach (ColumnBatch batch in stream)
        {
            Assert.Equal(numbers.Count + 10, batch.FirstEntry);
            numbers.AddRange(batch.Numbers<int>("number").ToArray());
        }

        Assert.Equal(Enumerable.Range(10, 1690), numbers);
    }

    [Fact]
    public void A_file_without_a_column_or_with_another_type_is_named()
    {
        using TemporaryFolder folder = new();
        Write(folder["a.root"], 0, 3);
        using (RootFileWriter file = RootFileWriter.Create(folder["b.root"]))
        {
            NTupleModel model = new("events");
            model.AddScalar<long>("number");
            file.AddNTuple(model).Fill();
            file.Complete();
        }

        RootFormatException fault = Assert.Throws<RootFormatException>(() => RootChain.Open("events", [folder["?.root"]]));
        Assert.Equal(folder["b.root"], fault.Path);
        Assert.Contains("number", fault.Expected, StringComparison.Ordinal);
        Assert.Throws<FileNotFoundException>(() => RootChain.Open("events", [folder["*.txt"]]));
    }

    [Fact]
    public void A_file_that_changed_since_the_chain_was_opened_is_an_error()
    {
        using TemporaryFolder folder = new();
        Write(folder["a.root"], 0, 3);
        Write(folder["b.root"], 3, 3);
        using RootChain chain = RootChain.Open("events", [folder["*.root"]]);
        File.Delete(folder["b.root"]);
        Write(folder["b.root"], 3, 4);
        Assert.Throws<RootFormatException>(() => chain.Read("number", 4, 1));
    }

    [Fact]
    public void A_friend_stands_beside_entry_by_entry()
    {
        using TemporaryFolder folder = new();
        Write(folder["a.root"], 0, 5);
        Write(folder["b.root"], 5, 5);
        Write(folder["other.root"], 100, 10);
        using RootChain chain = RootChain.Open("events", [folder["a.root"], folder["b.root"]]);
        using RootChain friend = RootChain.Open("events", [folder["other.root"]]);
        using RootChain shorter = RootChain.Open("events", [folder["a.root"]]);
        chain.AddFriend("reco", friend);
        Assert.Equal([103, 104, 105, 106], Numbers(chain.Read("reco.number", 3, 4)));
        Assert.Contains("reco.list", chain.Paths);
        Assert.Throws<ArgumentException>(() => chain.AddFriend("reco", friend));
        Assert.Throws<ArgumentException>(() => chain.AddFriend("short", shorter));
    }

    [Fact]
    public void A_friend_with_an_index_is_matched_by_its_numbers_and_gaps_are_defaults()
    {
        using TemporaryFolder folder = new();
        Write(folder["main.root"], 0, 10);
        Write(folder["friend.root"], 4, 3);
        Write(folder["twice.root"], 4, 3, repeat: true);
        using RootChain chain = RootChain.Open("events", [folder["main.root"]]);
        using RootChain friend = RootChain.Open("events", [folder["friend.root"]]);
        using RootChain twice = RootChain.Open("events", [folder["twice.root"]]);
        chain.AddFriend("reco", friend, ["run", "number"]);
        Assert.Equal([0, 4, 5, 6, 0], Numbers(chain.Read("reco.number", 3, 5)));
        Assert.Equal([0, 0, 1, 2, 0], Lengths((ListColumn)chain.Read("reco.list", 3, 5)));
        Assert.Throws<ArgumentException>(() => chain.AddFriend("twice", twice, ["run", "number"]));
        Assert.Throws<ArgumentException>(() => chain.AddFriend("texts", friend, ["list"]));
        Assert.Throws<ArgumentException>(() => chain.AddFriend("many", friend, ["number"], maximumEntries: 2));
    }

    [Fact]
    public void Batches_have_columns_of_friends_beside_and_of_friends_with_an_index()
    {
        using TemporaryFolder folder = new();
        Write(folder["a.root"], 0, 700);
        Write(folder["b.root"], 700, 300);
        Write(folder["beside.root"], 5000, 1000);
        Write(folder["matched.root"], 100, 850);
        using RootChain chain = RootChain.Open("events", [folder["a.root"], folder["b.root"]]);
        using RootChain beside = RootChain.Open("events", [folder["beside.root"]]);
        using RootChain matched = RootChain.Open("events", [folder["matched.root"]]);
        chain.AddFriend("beside", beside);
        chain.AddFriend("matched", matched, ["run", "number"]);
        string[] paths = ["number", "beside.number", "matched.number", "matched.list"];
        int entry = 0;
        using ColumnStream stream = chain.Stream(paths, options: new BatchOptions { BatchBytes = 2000, Threads = 3 });
        foreach (ColumnBatch batch in stream)
        {
            Assert.InRange(batch.Count, 1, 200);
            for (int row = 0; row < batch.Count; row++, entry++)
            {
                bool known = entry is >= 100 and < 950;
                Assert.Equal(entry, batch.Numbers<int>("number")[row]);
                Assert.Equal(5000 + entry, batch.Numbers<int>("beside.number")[row]);
                Assert.Equal(known ? entry : 0, batch.Numbers<int>("matched.number")[row]);
                Assert.Equal(known ? entry % 4 : 0, batch.Lists<float>("matched.list")[row].Length);
            }
        }

        Assert.Equal(1000, entry);
    }

    [Fact]
    public void A_friend_in_another_order_is_gathered_into_the_order_of_the_chain()
    {
        using TemporaryFolder folder = new();
        Write(folder["main.root"], 0, 100);
        string[] parts = ["60", "00", "30"];
        foreach (string part in parts)
        {
            Write(folder[$"part{part}.root"], int.Parse(part, System.Globalization.CultureInfo.InvariantCulture), 30);
        }

        using RootChain chain = RootChain.Open("events", [folder["main.root"]]);
        using RootChain friend = RootChain.Open("events", parts.Select(part => folder[$"part{part}.root"]));
        chain.AddFriend("reco", friend, ["number"]);
        Assert.Equal(Enumerable.Range(0, 100).Select(entry => entry < 90 ? entry : 0), Numbers(chain.Read("reco.number", 0, 100)));
        Assert.Equal(Enumerable.Range(0, 100).Select(entry => entry < 90 ? entry % 4 : 0), Lengths((ListColumn)chain.Read("reco.list", 0, 100)));
    }

    [Fact]
    public void Trees_of_different_codecs_make_one_chain()
    {
        if (ExpectedFile.Folder is not string data)
        {
            return;
        }

        using RootChain chain = RootChain.Open("events", [Path.Combine(data, "root", "ttree", "uproot-HZZ-lz4.root"), Path.Combine(data, "root", "ttree", "uproot-HZZ-zlib.root")]);
        Assert.Equal(2 * 2421, chain.EntryCount);
        ListColumn over = (ListColumn)chain.Read("Jet_Px", 2400, 42);
        ListColumn first = (ListColumn)chain.Read("Jet_Px", 2400, 21);
        ListColumn second = (ListColumn)chain.Read("Jet_Px", 0, 21);
        Assert.Equal(Lengths(first).Concat(Lengths(second)), Lengths(over));
    }

    private static int[] Numbers(RootColumn column) => ((NumberColumn<int>)column).Values.ToArray();

    private static int[] Lengths(ListColumn column) => [.. Enumerable.Range(0, column.Count).Select(row => column.Offsets[row + 1] - column.Offsets[row])];

    private static void Write(string path, int first, int count, bool repeat = false)
    {
        using RootFileWriter file = RootFileWriter.Create(path, new RootWriteOptions { ClusterBytes = 2000 });
        NTupleModel model = new("events");
        ScalarColumn<int> number = model.AddScalar<int>("number");
        ScalarColumn<long> run = model.AddScalar<long>("run");
        VectorColumn<float> list = model.AddVector<float>("list");
        NTupleWriter writer = file.AddNTuple(model);
        for (int entry = first; entry < first + count; entry++)
        {
            number.Value = repeat ? first : entry;
            run.Value = 7;
            list.Set(new float[entry % 4]);
            writer.Fill();
        }

        file.Complete();
    }
}
