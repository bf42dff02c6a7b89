using Fathom.Production.Diagnosis.Clusters;

namespace Fathom.Production.Tests.Diagnosis;

public sealed class TemplateTreeTests
{
    [Theory]
    [InlineData("2026-01-02T03:04:05Z host wn0412.ihep.ac.cn: read 512 of 1024 bytes from /eos/juno/a/b.root", "2025-11-30T23:59:59Z host wn7.jinr.ru: read 1 of 2 bytes from /eos/juno/x.root")]
    [InlineData("object 0x7ffde1 of 550e8400-e29b-41d4-a716-446655440000 lost", "object 0x1 of 123e4567-e89b-12d3-a456-426614174000 lost")]
    [InlineData("connect root://eos01.ihep.ac.cn:1094//eos/a failed after 3 tries", "connect root://se.in2p3.fr//b failed after 17 tries")]
    [InlineData("segment 7 sha deadbeef0123 differs", "segment 12 sha 0a1b2c3d4e5f differs")]
    public void What_differs_only_in_times_hosts_paths_ids_and_numbers_has_one_mask(string one, string other) =>
        Assert.Equal(MessageMask.Tokens(one), MessageMask.Tokens(other));

    [Fact]
    public void Ten_thousand_failures_of_a_few_roots_are_a_handful_of_templates()
    {
        var random = new Random(7);
        string[] algorithms = ["RecTimeLike", "WaveformFit", "MuonTrack", "VertexRec"];
        var tree = new TemplateTree();
        for (int i = 0; i < 10_000; i++)
        {
            int n = random.Next();
            tree.Add((n % 5) switch
            {
                0 => $"fit of event {n} did not converge after {n % 999} iterations",
                1 => $"algorithm {algorithms[n % 4]} returned status {n % 77} at /data/run{n}/x.root",
                2 => $"fragment {n:x8}1f out of order on wn{n % 300}.ihep.ac.cn",
                3 => $"geometry volume {n % 17612} overlaps by {n % 100 / 7.0:0.00} mm",
                _ => $"trigger {n} has no time",
            });
        }

        Assert.InRange(tree.Templates.Count, 5, 8);
        Assert.Equal(10_000, tree.Templates.Sum(template => template.Count));
    }

    [Fact]
    public void Ids_come_from_the_text_alone_and_are_the_same_after_a_restart()
    {
        string[] messages = ["fit 1 failed badly", "no trigger in event 7", "fit 2 failed badly"];
        TemplateTree first = new(), again = new();
        Assert.Equal(messages.Select(message => first.Add(message).Id), messages.Select(message => again.Add(message).Id));
        Assert.Equal(first.Add("fit 3 failed badly").Id, new TemplateTree().Add("fit 9 failed badly").Id);
        Assert.NotEqual(first.Templates[0].Id, first.Templates[1].Id);
    }

    [Fact]
    public void Memory_is_bounded_whatever_comes()
    {
        var random = new Random(3);
        var tree = new TemplateTree();
        for (int i = 0; i < 5000; i++)
        {
            tree.Add(new string([.. Enumerable.Range(0, 30).Select(_ => (char)('a' + random.Next(26)))]) + " " + (char)('a' + (i % 26)));
        }

        Assert.Equal(TemplateTree.MostTemplates, tree.Templates.Count);
        Assert.Equal(5000, tree.Templates.Sum(template => template.Count) + tree.Rest!.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   \n ")]
    [InlineData("\0\u0001")]
    public void Nothing_and_rubbish_have_a_template_too(string message) => Assert.Equal(1, new TemplateTree().Add(message).Count);
}
