using Fathom.Root.Checksums;
using Xunit.Abstractions;

namespace Fathom.Root.Tests.Checksums;

public sealed class Xxh3Tests(ITestOutputHelper output)
{
    /// <summary>
    /// XXH3_64bits of the first n bytes of 0, 1, 2, … (mod 251), computed once with libxxhash 0.8.1: one vector for each
    /// branch of the algorithm and for its bounds.
    /// </summary>
    public static TheoryData<int, ulong> Vectors() => new()
    {
        { 0, 0x2D06800538D394C2 },
        { 1, 0xC44BDFF4074EECDB },
        { 2, 0xD6645FC3051A9457 },
        { 3, 0x5F4299FC161C9CBB },
        { 4, 0x60DAB036A58211F2 },
        { 8, 0x3A1C2D7C85AF88F8 },
        { 9, 0xE9612598145BB9DC },
        { 16, 0x8355E3A6F61770DB },
        { 17, 0x9EF341A99DE37328 },
        { 32, 0x3523581FE96E4C05 },
        { 33, 0xE68C56BA88991E58 },
        { 64, 0x6187EB9089B0ED55 },
        { 65, 0x6928C76CE90422D0 },
        { 96, 0x278A3E12EA046DFB },
        { 97, 0xE7220282DC4E14F4 },
        { 128, 0x85C6174C7FF4C46B },
        { 129, 0xEC7642B431BA3E5A },
        { 160, 0x5BEA9075EC9401B8 },
        { 240, 0x375A384D957FE865 },
        { 241, 0x02E8CD95421C6D02 },
        { 256, 0x44F5D90DACDE463A },
        { 512, 0x5C021AAC13954143 },
        { 1024, 0xE5D78BAFA45B2AA5 },
        { 1025, 0xE95C42288F28186E },
        { 1088, 0x1A848D807034C403 },
        { 2048, 0x25339063DB861586 },
        { 2049, 0x6C9600C0E506E2AE },
        { 10000, 0x1CB3ABEE1C2FC1C4 },
    };

    [Theory]
    [MemberData(nameof(Vectors))]
    public void The_hash_is_that_of_the_published_implementation(int length, ulong expected) =>
        Assert.Equal(expected, Xxh3.Hash(Counting(length)));

    [Fact]
    public void Every_length_and_alignment_agrees_with_the_library_of_the_system()
    {
        if (!XxHashLibrary.IsPresent)
        {
            output.WriteLine("SKIPPED: libxxhash.so.0 is not installed (Debian: apt install libxxhash0); the fixed vectors are checked all the same");
            return;
        }

        byte[] data = new byte[300_000];
        new Random(3).NextBytes(data);
        for (int length = 0; length < 2200; length++)
        {
            Assert.Equal(XxHashLibrary.Hash(data.AsSpan(length % 7, length)), Xxh3.Hash(data.AsSpan(length % 7, length)));
        }

        Assert.Equal(XxHashLibrary.Hash(data), Xxh3.Hash(data));
    }

    [Fact]
    public void Every_bit_of_the_data_changes_the_hash()
    {
        byte[] data = Counting(300);
        ulong hash = Xxh3.Hash(data);
        for (int bit = 0; bit < data.Length * 8; bit++)
        {
            data[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.NotEqual(hash, Xxh3.Hash(data));
            data[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    private static byte[] Counting(int length) => [.. Enumerable.Range(0, length).Select(i => (byte)(i % 251))];
}
