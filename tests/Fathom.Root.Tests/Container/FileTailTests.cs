using Fathom.Root.Compression.Packing;
using Fathom.Root.Container;
using Fathom.Root.Tests.Files;

namespace Fathom.Root.Tests.Container;

public sealed class FileTailTests
{
    private const int PageBytes = 1 << 16;

    [Fact]
    public void What_was_appended_stands_in_the_file_in_its_order_whatever_was_replaced_meanwhile()
    {
        Random random = new(5);
        PagePool pool = new(PageBytes);
        WriteLog log = new();
        FileTail tail = new(log, pool, "a");
        using MemoryStream expected = new();
        for (int i = 0; i < 2000; i++)
        {
            byte[] bytes = new byte[random.Next(1, 3000)];
            random.NextBytes(bytes);
            expected.Write(bytes);
            Append(tail, pool, bytes, random.Next(2) == 0);
            if (random.Next(100) == 0)
            {
                byte[] other = new byte[1 + (bytes.Length / 2)];
                random.NextBytes(other);
                long position = random.NextInt64(expected.Length - other.Length);
                tail.Overwrite(position, other);
                expected.Position = position;
                expected.Write(other);
                expected.Position = expected.Length;
            }

            Assert.Equal(expected.Length, tail.Position);
        }

        tail.Settle();
        Assert.Equal([log.Writes.Count], log.Settled);
        Assert.Equal(expected.ToArray(), log.Content);
    }

    [Fact]
    public void Arrays_come_back_to_the_pool_once_they_are_written_and_not_before()
    {
        PagePool pool = new(PageBytes);
        FileTail tail = new(new WriteLog(), pool, "a");
        byte[] array = pool.Rent(PageBytes);
        tail.Append(array, 100);
        Assert.NotSame(array, pool.Rent(PageBytes));
        tail.Settle();
        Assert.Same(array, pool.Rent(PageBytes));
    }

    [Fact]
    public void No_more_is_held_back_than_a_MiB_and_what_was_appended_last()
    {
        PagePool pool = new(PageBytes);
        WriteLog log = new();
        FileTail tail = new(log, pool, "a");
        for (int i = 0; i < 100; i++)
        {
            tail.Append(new byte[50_000]);
            Assert.InRange(tail.Position - log.Writes.Sum(write => (long)write.Bytes.Length), 0, (1 << 20) - 1);
        }
    }

    [Fact]
    public void After_a_write_that_failed_nothing_more_is_taken()
    {
        FileTail tail = new(new Full(), new PagePool(PageBytes), "a");
        tail.Append([1]);
        Assert.Throws<IOException>(tail.Settle);
        IOException refused = Assert.Throws<IOException>(() => tail.Append([2]));
        Assert.Contains("an earlier write failed", refused.Message, StringComparison.Ordinal);
        Assert.Throws<IOException>(tail.Settle);
    }

    private static void Append(FileTail tail, PagePool pool, byte[] bytes, bool rented)
    {
        if (!rented)
        {
            tail.Append(bytes);
            Array.Clear(bytes);
            return;
        }

        byte[] array = pool.Rent(PageBytes);
        bytes.CopyTo(array, 0);
        tail.Append(array, bytes.Length);
    }

    private sealed class Full : IFileOutput
    {
        public void Write(long position, IReadOnlyList<ReadOnlyMemory<byte>> pieces) => throw new IOException("no space left on device");

        public void Settle()
        {
        }
    }
}
