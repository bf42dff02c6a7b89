using System.Text;
using Fathom.Production.Logs;

namespace Fathom.Production.Tests.Logs;

public sealed class LogLinesTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(1 << 10)]
    [InlineData(1 << 17)]
    public void The_end_of_a_log_is_its_last_whole_lines_however_it_is_read(int piece)
    {
        string all = string.Concat(Enumerable.Range(0, 20_000).Select(line => $"line {line}\n"));
        string end = LogLines.EndOf(new InPieces(Encoding.UTF8.GetBytes(all), piece), 1000);
        Assert.True(end.Length is > 900 and <= 1000, $"{end.Length}");
        Assert.StartsWith("line ", end, StringComparison.Ordinal);
        Assert.EndsWith(end, all, StringComparison.Ordinal);
        Assert.Equal("short\n", LogLines.EndOf(new InPieces("short\n"u8.ToArray(), piece), 1000));
        Assert.Equal("", LogLines.EndOf(Stream.Null, 1000));
    }

    [Fact]
    public void What_would_harm_a_terminal_or_is_no_text_becomes_a_question_mark() =>
        Assert.Equal("a\t?[31m?b\n", LogLines.EndOf(new MemoryStream([.. "a\t\u001b[31m"u8, 0xFF, .. "b\n"u8]), 100));

    private sealed class InPieces(byte[] bytes, int piece) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(piece, buffer.Length)]);
    }
}
