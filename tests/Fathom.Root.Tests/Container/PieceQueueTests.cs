using Fathom.Root.Compression.Packing;
using Fathom.Root.Container;

namespace Fathom.Root.Tests.Container;

public sealed class PieceQueueTests
{
    private const int Pieces = 500;
    private const int Bytes = 100_000;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public void Pieces_are_written_whole_and_in_their_order_whichever_is_packed_first(int threads)
    {
        Random random = new(threads);
        using PackingQueue packing = new(RootCodec.None, level: 1, threads);
        PieceQueue queue = new(packing);
        List<int> written = [];
        for (int i = 0; i < Pieces; i++)
        {
            int piece = i;
            Job[] jobs = [.. Enumerable.Range(0, random.Next(4)).Select(_ => new Job(random.Next(2000)))];
            Array.ForEach(jobs, packing.Add);
            queue.Add(jobs, () => Write(piece, jobs, written), Bytes);
        }

        queue.Drain();
        Assert.Equal(Enumerable.Range(0, Pieces), written);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Of_a_piece_that_could_not_be_packed_the_filling_thread_hears_and_nothing_behind_it_is_written(int threads)
    {
        using PackingQueue packing = new(RootCodec.None, level: 1, threads);
        PieceQueue queue = new(packing);
        List<int> written = [];
        InvalidOperationException fault = Assert.Throws<InvalidOperationException>(() =>
        {
            for (int i = 0; i < Pieces; i++)
            {
                int piece = i;
                Job job = new(i == Pieces / 2 ? -1 : i);
                packing.Add(job);
                queue.Add([job], () => Write(piece, [job], written), Bytes);
            }

            queue.Drain();
        });
        Assert.IsType<ArithmeticException>(fault.InnerException);
        queue.Stop();
        Assert.Equal(Enumerable.Range(0, Pieces / 2), written);
    }

    private static void Write(int piece, Job[] jobs, List<int> written)
    {
        Assert.All(jobs, job => Assert.True(job.Ran));
        written.Add(piece);
    }

    private sealed class Job(int spins) : PackingJob
    {
        internal bool Ran { get; private set; }

        internal override void Run(PackingTools tools)
        {
            if (spins < 0)
            {
                throw new ArithmeticException("a page that the codec refuses");
            }

            Thread.SpinWait(spins);
            Ran = true;
        }
    }
}
