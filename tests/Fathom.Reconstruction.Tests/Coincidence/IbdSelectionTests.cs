using Fathom.Detector.Randomness;
using Fathom.Events.Records;
using Fathom.Reconstruction.Coincidence;

namespace Fathom.Reconstruction.Tests.Coincidence;

public class IbdSelectionTests
{
    private static readonly IbdOptions Cuts = new();

    [Fact]
    public void A_prompt_and_a_delayed_event_close_in_time_and_space_are_a_pair()
    {
        var pairs = Select([(0, 3, 0), (200_000, 2.2, 600)]);
        Assert.Equal([new IbdPair(0, 1, 200_000, 600)], pairs);
    }

    [Theory]
    [InlineData(0.69, 2.2, 200_000, 100)]
    [InlineData(12.1, 2.2, 200_000, 100)]
    [InlineData(3.0, 1.89, 200_000, 100)]
    [InlineData(3.0, 2.51, 200_000, 100)]
    [InlineData(3.0, 4.39, 200_000, 100)]
    [InlineData(3.0, 5.51, 200_000, 100)]
    [InlineData(3.0, 2.2, 1_000_000, 100)]
    [InlineData(3.0, 2.2, 200_000, 1_500)]
    [InlineData(double.NaN, 2.2, 200_000, 100)]
    [InlineData(3.0, double.NaN, 200_000, 100)]
    [InlineData(3.0, 2.2, 200_000, double.NaN)]
    public void Outside_any_one_cut_there_is_no_pair(double prompt, double delayed, long delay, double distance) =>
        Assert.Empty(Select([(0, prompt, 0), (delay, delayed, distance)]));

    [Fact]
    public void A_capture_on_carbon_is_a_delayed_event() => Assert.Single(Select([(0, 3, 0), (1, 5.0, 0)]));

    [Fact]
    public void Of_two_delayed_events_the_earlier_is_taken_and_the_later_stays_free()
    {
        var pairs = Select([(0, 3, 0), (100, 2.2, 0), (200, 2.2, 0)]);
        Assert.Equal([new IbdPair(0, 1, 100, 0)], pairs);
    }

    [Fact]
    public void A_used_delayed_event_is_not_the_prompt_of_the_next()
    {
        var pairs = Select([(0, 3, 0), (100, 2.2, 0), (200, 2.2, 0), (300, 2.2, 0)]);
        Assert.Equal([(0L, 1L), (2L, 3L)], pairs.Select(p => (p.Prompt, p.Delayed)));
    }

    [Fact]
    public void Whatever_the_events_each_is_in_at_most_one_pair_and_every_pair_passes_the_cuts()
    {
        for (ulong seed = 0; seed < 100; seed++)
        {
            var events = Draw(seed);
            var pairs = Select(events);
            var members = pairs.SelectMany(p => new[] { p.Prompt, p.Delayed }).ToArray();
            Assert.Equal(members.Length, members.Distinct().Count());
            Assert.All(pairs, p =>
            {
                var (prompt, delayed) = (events[(int)p.Prompt], events[(int)p.Delayed]);
                Assert.True(Cuts.IsPrompt(prompt.Energy) && Cuts.IsDelayed(delayed.Energy));
                Assert.InRange(delayed.Time - prompt.Time, 0, Cuts.MaximumDelay - 1);
                Assert.True(Math.Abs(delayed.X - prompt.X) < Cuts.MaximumDistance);
            });
        }
    }

    [Fact]
    public void The_order_in_the_file_does_not_matter()
    {
        for (ulong seed = 0; seed < 50; seed++)
        {
            var events = Draw(seed);
            var reversed = events.Reverse().ToArray();
            var direct = Select(events).Select(p => (events[(int)p.Prompt].Time, events[(int)p.Delayed].Time));
            var mirrored = Select(reversed).Select(p => (reversed[(int)p.Prompt].Time, reversed[(int)p.Delayed].Time));
            Assert.Equal(direct, mirrored);
        }
    }

    [Fact]
    public void Columns_of_different_length_are_refused() =>
        Assert.Throws<ArgumentException>(() => IbdSelection.Select([1, 2], [1], [1], [1], [1], Cuts));

    // Times are distinct, so that the reversed order has no ties to break
    private static (long Time, double Energy, double X)[] Draw(ulong seed)
    {
        var random = new SeededRandom(seed);
        long time = 0;
        return
        [
            .. Enumerable.Range(0, 60).Select(_ => (
                time += 1 + random.NextBelow(400_000),
                random.NextUniform() < 0.5 ? 2.2 : 6 * random.NextUniform(),
                3_000 * random.NextUniform())),
        ];
    }

    private static IReadOnlyList<IbdPair> Select((long Time, double Energy, double X)[] events)
    {
        var zero = new double[events.Length];
        return IbdSelection.Select(
            events.Select(e => e.Time).ToArray(),
            events.Select(e => e.Energy).ToArray(),
            events.Select(e => e.X).ToArray(),
            zero,
            zero,
            Cuts);
    }
}
