using Fathom.Root.Columns;
using Fathom.Root.Tests.Expected;
using Fathom.Root.Trees;

namespace Fathom.Root.Tests.Trees;

public sealed class GeneratedOffsetsTests
{
    [Theory]
    [InlineData("root/ttree/uproot-HZZ-lz4.root", "events", "Jet_Px", "NJet")]
    [InlineData("root/ttree/uproot-HZZ-zlib.root", "events", "Muon_Charge", "NMuon")]
    public void Offsets_from_the_counter_are_those_that_ROOT_wrote(string name, string tree, string list, string counter)
    {
        if (ExpectedFile.Folder is not string folder)
        {
            return;
        }

        using RootFileReader reader = RootFileReader.Open(Path.Combine(folder, name));
        TreeReader open = reader.OpenTree(tree);
        ListColumn lists = (ListColumn)open.Find(list)!.Read(0, (int)open.EntryCount);
        RootColumn counts = open.Find(counter)!.Read(0, (int)open.EntryCount);
        Basket basket = Filled((int)open.EntryCount, lists.Items.Count * sizeof(float));
        Assert.True(GeneratedOffsets.Fill(counts, sizeof(float), basket));
        Assert.Equal(lists.Offsets.ToArray(), basket.Offsets.ToArray().Select(offset => offset / sizeof(float)));
    }

    [Theory]
    [InlineData(11)]
    [InlineData(13)]
    public void Counts_that_do_not_fill_the_basket_are_refused(int bytes)
    {
        NumberColumn<int> counts = new();
        counts.Add(1);
        counts.Add(2);
        Assert.False(GeneratedOffsets.Fill(counts, 4, Filled(2, bytes)));
        Assert.True(GeneratedOffsets.Fill(counts, 4, Filled(2, 12)));
    }

    [Fact]
    public void Negative_and_huge_counts_are_refused()
    {
        foreach (long count in new[] { -1L, long.MaxValue, long.MinValue })
        {
            NumberColumn<long> counts = new();
            counts.Add(count);
            Assert.False(GeneratedOffsets.Fill(counts, 8, Filled(1, 8)));
        }
    }

    private static Basket Filled(int entries, int bytes)
    {
        Basket basket = new();
        _ = basket.Room(bytes);
        basket.Describe(entries, bytes, keyLength: 0, position: 0, hasOffsets: false);
        return basket;
    }
}
