using Fathom.Root.Objects;
using Fathom.Root.Objects.Histograms;
using Fathom.Root.Tests.Expected;

namespace Fathom.Root.Tests.Objects;

public sealed class HistogramTests
{
    [Fact]
    public void The_histograms_of_a_real_file_have_the_contents_that_their_statistics_say()
    {
        if (ExpectedFile.Folder is not string folder)
        {
            return;
        }

        using RootFileReader reader = RootFileReader.Open(Path.Combine(folder, "root/ttree/uproot-histograms.root"));
        Assert.Equal(["one;1", "two;1", "three;1"], reader.Top.Keys.Select(key => key.Path));
        RootObject one = reader.ReadObject("one");
        Assert.True(Histogram.Is(one));
        Histogram histogram = Histogram.Of(one);
        Assert.Equal("TH1F", histogram.ClassName);
        Assert.Equal(10, Assert.Single(histogram.Axes).Bins);
        Assert.Equal([-3.0, 3.0], new[] { histogram.Axes[0].Edges[0], histogram.Axes[0].Edges[^1] });

        // Every fill is in one of the bins, under- and overflow included; fTsumw counts those within the range.
        Assert.Equal(histogram.Entries, histogram.Contents.Sum());
        Assert.Equal(one.Members.Number("fTsumw"), histogram.Contents[1..^1].Sum());
        Assert.Equal(Math.Sqrt(histogram.Contents[3]), histogram.Error(3));
    }

    [Fact]
    public void Objects_that_are_no_histogram_or_graph_are_refused()
    {
        if (ExpectedFile.Folder is not string folder)
        {
            return;
        }

        using RootFileReader reader = RootFileReader.Open(Path.Combine(folder, "root/ttree/uproot-simple.root"));
        RootObject tree = reader.ReadObject("tree");
        Assert.Equal("TTree", tree.ClassName);
        Assert.Throws<ArgumentException>(() => Histogram.Of(tree));
        Assert.Throws<ArgumentException>(() => Graph.Of(tree));
        Assert.Throws<RootFormatException>(() => reader.ReadObject("no such object"));
    }
}
