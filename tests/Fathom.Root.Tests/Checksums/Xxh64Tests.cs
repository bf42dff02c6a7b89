using System.Text;
using Fathom.Root.Checksums;

namespace Fathom.Root.Tests.Checksums;

public sealed class Xxh64Tests
{
    [Theory]
    [InlineData("", 0xEF46DB3751D8E999)]
    [InlineData("a", 0xD24EC4F1A98C6E5B)]
    [InlineData("abc", 0x44BC2CF5AD770999)]
    [InlineData("Nobody inspects the spammish repetition", 0xFBCEA83C8A378BF1)]
    public void The_hash_is_that_of_the_published_implementation(string text, ulong expected) =>
        Assert.Equal(expected, Xxh64.Hash(Encoding.ASCII.GetBytes(text)));

    [Fact]
    public void Every_length_agrees_with_the_library_of_the_system()
    {
        if (!XxHashLibrary.IsPresent)
        {
            return;
        }

        byte[] data = new byte[300];
        new Random(4).NextBytes(data);
        for (int length = 0; length <= data.Length; length++)
        {
            ulong expected = XxHashLibrary.Hash64(data.AsSpan(0, length));
            Assert.Equal(expected, Xxh64.Hash(data.AsSpan(0, length), vectors: false));
            Assert.Equal(expected, Xxh64.Hash(data.AsSpan(0, length), Xxh64Vectors.Supported));
        }
    }
}
