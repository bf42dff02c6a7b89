using Fathom.Production.Campaigns;

namespace Fathom.Production.Tests.Campaigns;

public sealed class FeedPaceTests
{
    private const int Most = 20_000;

    [Theory]
    [InlineData(1, Most)]
    [InlineData(5, 10_000)]
    [InlineData(20, 2_500)]
    [InlineData(1000, 2_000)]
    public void Batches_grow_or_shrink_until_they_take_what_they_may(double microsecondsEach, int expected)
    {
        var pace = new FeedPace(Most);
        for (int i = 0; i < 20; i++)
        {
            pace.Made(pace.Batch, TimeSpan.FromMicroseconds(microsecondsEach * pace.Batch));
        }

        Assert.InRange(pace.Batch, expected * 0.99, expected * 1.01);
    }

    [Fact]
    public void A_batch_that_was_not_full_makes_none_larger_and_a_long_one_halves_the_next_at_most()
    {
        var pace = new FeedPace(Most);
        int first = pace.Batch;
        pace.Made(10, TimeSpan.FromMilliseconds(1));
        Assert.Equal(first, pace.Batch);
        pace.Made(first, TimeSpan.Zero);
        Assert.Equal(2 * first, pace.Batch);
        pace.Made(0, TimeSpan.FromSeconds(5));
        Assert.Equal(first, pace.Batch);
    }

    [Fact]
    public void No_batch_is_larger_than_asked_for()
    {
        var pace = new FeedPace(7);
        pace.Made(7, TimeSpan.FromSeconds(1));
        Assert.Equal(7, pace.Batch);
        pace.Made(7, TimeSpan.Zero);
        Assert.Equal(7, pace.Batch);
    }

    [Theory]
    [InlineData(4_000, 4_000, 1)]
    [InlineData(2_000, 4_000, 2)]
    [InlineData(1_999, 4_000, 3)]
    [InlineData(10, 4_000, 4)]
    [InlineData(0, 4_000, 4)]
    public void A_window_has_as_many_files_for_a_job_as_the_last_one_had_but_never_more_than_four(int found, int looked, int expected)
    {
        var pace = new FeedPace(Most);
        Assert.Equal(pace.Batch, pace.Window);
        pace.Looked(found, looked);
        Assert.Equal(expected * (long)pace.Batch, pace.Window);
    }
}
