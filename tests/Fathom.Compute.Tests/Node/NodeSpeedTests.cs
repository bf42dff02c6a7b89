using Fathom.Compute.Node;

namespace Fathom.Compute.Tests.Node;

public sealed class NodeSpeedTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void The_work_comes_to_the_same_every_time() => Assert.Equal(NodeBenchmark.Work(), NodeBenchmark.Work());

    [Fact]
    public void The_speed_is_measured_once_for_a_host_and_kept_for_all_pilots()
    {
        var first = NodeSpeed.OfThisNode(folder.Path, TextWriter.Null);
        Assert.InRange(first, 0.01, 100);
        Assert.Equal(first, NodeSpeed.OfThisNode(folder.Path, TextWriter.Null));
        Assert.Single(Directory.GetFiles(folder.Path, "speed-*"), file => !file.EndsWith(".lock", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("-1")]
    [InlineData("1e9")]
    public void A_kept_speed_that_cannot_be_is_measured_again(string kept)
    {
        NodeSpeed.OfThisNode(folder.Path, TextWriter.Null);
        var file = Directory.GetFiles(folder.Path, "speed-*").Single(file => !file.EndsWith(".lock", StringComparison.Ordinal));
        File.WriteAllText(file, kept);
        Assert.InRange(NodeSpeed.OfThisNode(folder.Path, TextWriter.Null), 0.01, 100);
    }

    [Fact]
    public void Where_nothing_can_be_kept_it_is_measured_all_the_same()
    {
        File.WriteAllText(folder["file"], "");
        var log = new StringWriter();
        Assert.InRange(NodeSpeed.OfThisNode(folder["file/below"], log), 0.01, 100);
        Assert.Contains("cannot be kept", log.ToString(), StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();
}
