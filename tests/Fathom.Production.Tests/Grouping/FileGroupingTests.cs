using System.Diagnostics.CodeAnalysis;
using Fathom.Production.Grouping;

namespace Fathom.Production.Tests.Grouping;

[SuppressMessage("Security", "CA5394", Justification = "Files are drawn from a seed.")]
public sealed class FileGroupingTests
{
    private static readonly GroupingKind[] Kinds = Enum.GetValues<GroupingKind>();

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 40)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Every_file_is_in_at_most_one_group_and_after_a_flush_in_exactly_one(int seed)
    {
        (GroupingPolicy policy, GroupingFile[] files) = Draw(seed);
        long[] grouped = [.. FileGrouping.Group(policy, files, flush: false).SelectMany(group => group.Files)];
        Assert.Equal(grouped.Length, grouped.Distinct().Count());
        Assert.Equal(
            files.Select(file => file.Id).Order(), FileGrouping.Group(policy, files, flush: true).SelectMany(group => group.Files).Order());
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_group_without_flush_is_whole_and_never_too_large(int seed)
    {
        (GroupingPolicy policy, GroupingFile[] files) = Draw(seed);
        Dictionary<long, GroupingFile> byId = files.ToDictionary(file => file.Id);
        foreach (InputGroup group in FileGrouping.Group(policy, files, flush: false))
        {
            GroupingFile[] own = [.. group.Files.Select(id => byId[id])];
            Assert.True(policy.Kind switch
            {
                GroupingKind.PerFile => own.Length == 1,
                GroupingKind.ByNumber => own.Length == policy.Size,
                GroupingKind.ByLocation => own.Length == policy.Size && own.DistinctBy(file => file.Location).Count() == 1,
                GroupingKind.ByRun => own.DistinctBy(file => file.Run).Count() == 1 && own.All(file => file.RunComplete),
                _ => own.Length == 1 || own.Sum(file => file.Size) <= policy.Size,
            });
            Assert.Equal(own.Select(file => file.Run).Distinct().Count() == 1 ? own[0].Run : null, group.Run);
            Assert.True(!policy.WithinRun || own.DistinctBy(file => file.Run).Count() == 1);
        }
    }

    [Fact]
    public void By_size_a_group_ends_before_the_file_that_does_not_fit()
    {
        GroupingFile[] files = [new(1, 1, 1, 40), new(2, 1, 2, 50), new(3, 1, 3, 20), new(4, 1, 4, 200), new(5, 1, 5, 1)];
        IReadOnlyList<InputGroup> groups = FileGrouping.Group(new GroupingPolicy(GroupingKind.BySize, 100), files, flush: false);
        Assert.Equal([[1L, 2], [3L], [4L]], groups.Select(group => group.Files));
        Assert.Equal([null, 3, 4], groups.Select(group => group.Section));
    }

    [Theory]
    [InlineData("file", "file")]
    [InlineData("run", "run")]
    [InlineData("number  25", "number 25")]
    [InlineData("location 3", "location 3")]
    [InlineData("size 1.5 GB", "size 1500000000 B")]
    [InlineData("size 20 B", "size 20 B")]
    public void A_grouping_is_read_and_written_as_text(string text, string written)
    {
        Assert.Equal(written, GroupingPolicy.Parse(text)!.ToString());
        Assert.Equal(GroupingPolicy.Parse(text), GroupingPolicy.Parse(written));
    }

    [Theory]
    [InlineData("")]
    [InlineData("number")]
    [InlineData("number 0")]
    [InlineData("number -3")]
    [InlineData("size 5")]
    [InlineData("size 5 PB")]
    [InlineData("size 99999999999999999999 TB")]
    [InlineData("files")]
    public void What_is_no_grouping_is_refused(string text) => Assert.Null(GroupingPolicy.Parse(text));

    private static (GroupingPolicy, GroupingFile[]) Draw(int seed)
    {
        var random = new Random(seed);
        GroupingKind kind = Kinds[seed % Kinds.Length];
        var policy = new GroupingPolicy(kind, kind == GroupingKind.BySize ? random.Next(50, 500) : random.Next(1, 6), random.Next(2) == 0);
        bool[] complete = [.. Enumerable.Range(0, 5).Select(_ => random.Next(2) == 0)];
        var files = new List<GroupingFile>();
        for (int i = 0; i < random.Next(60); i++)
        {
            int run = random.Next(1, 5);
            files.Add(new GroupingFile(i + 1, run, i, random.Next(1, 200), random.Next(2) == 0 ? "a" : "a,b", complete[run]));
        }

        return (policy, [.. files]);
    }
}
