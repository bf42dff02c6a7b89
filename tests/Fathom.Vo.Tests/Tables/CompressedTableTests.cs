using System.IO.Compression;
using System.Text;
using Fathom.Vo.Tables;
using Fathom.Vo.Tables.Reading;

namespace Fathom.Vo.Tests.Tables;

public sealed class CompressedTableTests
{
    private static readonly byte[] Table = Encoding.UTF8.GetBytes("a,b\n" + string.Concat(Enumerable.Range(0, 3000).Select(i => FormattableString.Invariant($"{i},{i * 7919 % 1000}\n"))));

    [Fact]
    public async Task A_compressed_table_of_one_or_more_members_is_read_whole()
    {
        Assert.Equal(3000, await RowsAsync(Packed(Table)));
        Assert.Equal(3000, await RowsAsync([.. Packed(Table[..4000]), .. Packed(Table[4000..9000]), .. Packed(Table[9000..])]));
    }

    [Fact]
    public async Task A_compressed_table_that_is_cut_short_is_refused_wherever_it_is_cut()
    {
        byte[] packed = Packed(Table);
        for (int length = 2; length < packed.Length; length += 97)
        {
            await Assert.ThrowsAsync<TableFormatException>(() => RowsAsync(packed[..length]));
        }

        for (int missing = 1; missing < 12; missing++)
        {
            await Assert.ThrowsAsync<TableFormatException>(() => RowsAsync(packed[..^missing]));
        }
    }

    [Fact]
    public async Task A_bomb_ends_at_the_limit() =>
        Assert.Contains("longer than", (await Assert.ThrowsAsync<TableFormatException>(() => RowsAsync(Packed(new byte[5_000_000]), 1_000_000))).Message, StringComparison.Ordinal);

    private static async Task<long> RowsAsync(byte[] packed, long limit = 1 << 30)
    {
        await using IRowSource rows = TableReader.Open(new MemoryStream(packed), new TableLimits { Bytes = limit });
        long count = 0;
        while (await rows.NextAsync(CancellationToken.None) is { } batch)
        {
            count += batch[0].Count;
        }

        return count;
    }

    private static byte[] Packed(byte[] table)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
        {
            gzip.Write(table);
        }

        return packed.ToArray();
    }
}
