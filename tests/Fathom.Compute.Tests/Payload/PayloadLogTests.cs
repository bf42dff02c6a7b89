using System.Text;
using Fathom.Compute.Payload;

namespace Fathom.Compute.Tests.Payload;

public sealed class PayloadLogTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void The_tail_is_the_last_whole_lines_and_never_more_than_its_bound()
    {
        using var log = new PayloadLog(folder["log"]);
        foreach (var line in Enumerable.Range(0, 5000))
        {
            log.Append(Encoding.UTF8.GetBytes($"line {line}\n"));
        }
        Assert.True(Encoding.UTF8.GetByteCount(log.Tail) is > PayloadLog.TailBytes - 20 and <= PayloadLog.TailBytes);
        Assert.StartsWith("line ", log.Tail, StringComparison.Ordinal);
        Assert.EndsWith("line 4999\n", log.Tail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_payload_that_never_stops_talking_fills_neither_disk_nor_memory()
    {
        using (var log = new PayloadLog(folder["log"], mostBytes: 1000))
        {
            for (var i = 0; i < 100; i++)
            {
                log.Append(new byte[999]);
            }
        }
        Assert.Equal(1000, new FileInfo(folder["log"]).Length);
    }

    [Fact]
    public void Broken_text_and_control_characters_become_question_marks()
    {
        using var log = new PayloadLog(folder["log"]);
        log.Append([.. "a"u8, 0xff, 0xc3, .. "\u001b[31m\tb\n"u8]);
        Assert.Equal("a???[31m\tb\n", log.Tail);
    }

    public void Dispose() => folder.Dispose();
}
