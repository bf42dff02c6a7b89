using System.Text;
using Fathom.Compute.Payload;

namespace Fathom.Compute.Tests.Payload;

public sealed class PayloadLogTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void The_tail_is_the_last_whole_lines_and_never_more_than_its_bound()
    {
        File.WriteAllLines(folder["log"], Enumerable.Range(0, 5000).Select(line => $"line {line}"));
        var tail = PayloadLog.TailOf(folder["log"]);
        Assert.True(Encoding.UTF8.GetByteCount(tail) is > PayloadLog.TailBytes - 90 and <= PayloadLog.TailBytes);
        Assert.StartsWith("[last lines of a log of 48890 bytes]\nline ", tail, StringComparison.Ordinal);
        Assert.EndsWith("line 4999\n", tail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_log_that_is_not_there_says_nothing() => Assert.Equal("", PayloadLog.TailOf(folder["none"]));

    [Fact]
    public void Broken_text_and_control_characters_become_question_marks()
    {
        File.WriteAllBytes(folder["log"], [.. "a"u8, 0xff, 0xc3, .. "\u001b[31m\tb\n"u8]);
        Assert.Equal("a???[31m\tb\n", PayloadLog.TailOf(folder["log"]));
    }

    public void Dispose() => folder.Dispose();
}
