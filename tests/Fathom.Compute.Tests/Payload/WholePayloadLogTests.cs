using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Fathom.Compute.Payload;
using Fathom.Production.Logs;

namespace Fathom.Compute.Tests.Payload;

public sealed class WholePayloadLogTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void A_log_that_fits_in_its_tail_is_not_sent_and_its_tail_is_all_of_it()
    {
        File.WriteAllText(folder["log"], new string('a', PayloadLog.TailBytes - 1) + "\n");
        Assert.Null(WholePayloadLog.Pack(folder["log"]));
        Assert.Null(WholePayloadLog.Pack(folder["none"]));
        Assert.Equal(File.ReadAllText(folder["log"]), PayloadLog.TailOf(folder["log"]));
    }

    [Fact]
    public void A_longer_log_is_packed_whole_under_its_hash_and_its_tail_says_that_there_is_more()
    {
        File.WriteAllLines(folder["log"], Enumerable.Range(0, 5000).Select(line => $"line {line}"));
        var packed = WholePayloadLog.Pack(folder["log"])!;
        var bytes = File.ReadAllBytes(packed.File);
        Assert.Equal((bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes))), (packed.PackedBytes, packed.Sha256));
        Assert.Equal(File.ReadAllText(folder["log"]), Unpack(bytes));
        Assert.Equal(new FileInfo(folder["log"]).Length, LogTailMark.WholeBytes(PayloadLog.TailOf(folder["log"])));
    }

    [Fact]
    public void Of_a_log_above_the_ceiling_both_ends_are_kept_and_what_was_cut_out_is_told()
    {
        const int More = 1_000_000;
        var text = "first\n" + new string('x', LogHead.MostBytes + More) + "\nlast\n";
        File.WriteAllText(folder["log"], text);
        var unpacked = Unpack(File.ReadAllBytes(WholePayloadLog.Pack(folder["log"])!.File));
        Assert.True(unpacked.Length is > LogHead.MostBytes - 512 and <= LogHead.MostBytes);
        Assert.StartsWith("first\n", unpacked, StringComparison.Ordinal);
        Assert.EndsWith("\nlast\n", unpacked, StringComparison.Ordinal);
        var mark = unpacked[(unpacked.IndexOf("x\n[", StringComparison.Ordinal) + 3)..];
        var cut = int.Parse(mark[..mark.IndexOf(' ', StringComparison.Ordinal)], System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(text.Count(c => c == 'x'), unpacked.Count(c => c == 'x') + cut);
    }

    public void Dispose() => folder.Dispose();

    private static string Unpack(byte[] packed)
    {
        using var reader = new StreamReader(new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress), Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
