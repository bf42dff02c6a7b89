using Fathom.Root.Objects.Histograms;
using Fathom.Root.Scans;

namespace Fathom.Root.Tests.Objects;

public sealed class HistogramWriterTests
{
    internal static Histogram Flat { get; } = new(
        "charge", [new HistogramAxis("q [p.e.]", [0, 1, 2, 3, 4])], [1, 5, 0, 2.5, 7, 3], [1, 25, 0, 6.25, 49, 9], entries: 19);

    internal static Histogram Square { get; } = new(
        "x and y", [new HistogramAxis("x", [0, 0.5, 2]), new HistogramAxis("y", [-1, 0, 1, 2])], [.. Enumerable.Range(0, 20).Select(i => (double)i)]);

    internal static Graph Points { get; } = new("", "rates", [1, 2, 3], [10, 20, 15], [], [], [1, 2, 1.5], [1, 2, 1.5]);

    [Theory]
    [InlineData(RootCodec.None)]
    [InlineData(RootCodec.Zlib)]
    public void Histograms_and_graphs_come_back_as_they_were(RootCodec codec)
    {
        using TemporaryFolder folder = new();
        Write(folder["a.root"], codec);

        Assert.Empty(FileCheck.Of(folder["a.root"]));
        using RootFileReader reader = RootFileReader.Open(folder["a.root"]);
        AssertSame(Flat, Histogram.Of(reader.ReadObject("flat")), "TH1D");
        AssertSame(Square, Histogram.Of(reader.ReadObject("square")), "TH2D");
        Graph graph = Graph.Of(reader.ReadObject("points"));
        Assert.Equal(Points.X, graph.X);
        Assert.Equal(Points.Y, graph.Y);
        Assert.Equal(Points.ErrorsYHigh, graph.ErrorsYHigh);
        Assert.Equal("rates", graph.Title);
    }

    [Fact]
    public void A_histogram_of_the_same_name_takes_the_place_of_the_one_before()
    {
        using TemporaryFolder folder = new();
        using (RootFileWriter writer = RootFileWriter.Create(folder["a.root"]))
        {
            writer.Write("flat", new Histogram("old", [new HistogramAxis("", [0, 1])], [0, 1, 0]));
            writer.Commit();
            writer.Write("flat", Flat);
            writer.Complete();
        }

        Assert.Empty(FileCheck.Of(folder["a.root"]));
        using RootFileReader reader = RootFileReader.Open(folder["a.root"]);
        Assert.Single(reader.Top.Keys);
        AssertSame(Flat, Histogram.Of(reader.ReadObject("flat")), "TH1D");
    }

    [Fact]
    public void What_does_not_fit_together_is_refused()
    {
        HistogramAxis axis = new("", [0, 1, 2]);
        Assert.Throws<ArgumentException>(() => new Histogram("", [axis], [0, 1, 0]));
        Assert.Throws<ArgumentException>(() => new Histogram("", [new HistogramAxis("", [0, 2, 1])], [0, 1, 0, 0]));
        Assert.Throws<ArgumentException>(() => new Histogram("", [axis], [0, 1, 0, 0], [1]));
        Assert.Throws<ArgumentException>(() => new Histogram("", [], []));
    }

    internal static void Write(string path, RootCodec codec)
    {
        using RootFileWriter writer = RootFileWriter.Create(path, new RootWriteOptions { Codec = codec });
        writer.Write("flat", Flat);
        writer.Write("square", Square);
        writer.Write("points", Points);
        writer.Complete();
    }

    private static void AssertSame(Histogram written, Histogram read, string className)
    {
        Assert.Equal(className, read.ClassName);
        Assert.Equal(written.Title, read.Title);
        Assert.Equal(written.Entries, read.Entries);
        Assert.Equal(written.Contents, read.Contents);
        Assert.Equal(written.SumsOfSquares, read.SumsOfSquares);
        Assert.Equal(written.Axes.Count, read.Axes.Count);
        Assert.All(written.Axes.Zip(read.Axes), pair =>
        {
            Assert.Equal(pair.First.Title, pair.Second.Title);
            Assert.Equal(pair.First.Edges, pair.Second.Edges);
        });
    }
}
