using Fathom.Database.Reading;

namespace Fathom.Database.Tests.Reading;

public sealed class KeptAnswerTests
{
    private readonly SteppedTime _time = new();
    private int _asked;

    [Fact]
    public void A_quick_answer_is_made_anew_each_time()
    {
        var answers = new KeptAnswers<string, int>(_time);
        Assert.Equal([1, 2, 3], Enumerable.Range(0, 3).Select(_ => answers.Of("a", Slow(milliseconds: 50))));
    }

    [Fact]
    public void A_slow_answer_is_given_again_for_twenty_times_as_long_as_it_took_and_once_more_while_a_new_one_is_made_beside()
    {
        var beside = new List<Action>();
        var answers = new KeptAnswers<string, int>(_time, beside.Add);
        Assert.Equal(1, answers.Of("a", Slow(100)));
        _time.Advance(TimeSpan.FromMilliseconds(1900));
        Assert.Equal((1, 0), (answers.Of("a", Slow(100)), beside.Count));
        Assert.Equal(2, answers.Of("b", Slow(100)));
        Assert.Equal((1, 1), (answers.Of("a", Slow(100)), beside.Count));
        Assert.Equal((1, 1), (answers.Of("a", Slow(100)), beside.Count));
        beside[0]();
        Assert.Equal((3, 1), (answers.Of("a", Slow(100)), beside.Count));
    }

    [Fact]
    public void What_fails_beside_fails_for_whoever_asks_next()
    {
        var beside = new List<Action>();
        var answers = new KeptAnswers<string, int>(_time, beside.Add);
        answers.Of("a", Slow(100));
        _time.Advance(TimeSpan.FromSeconds(3));
        static int Fail() => throw new InvalidOperationException();
        Assert.Equal(1, answers.Of("a", Fail));
        beside[0]();
        Assert.Throws<InvalidOperationException>(() => answers.Of("a", Fail));
    }

    [Fact]
    public void No_answer_is_older_than_a_minute()
    {
        var answers = new KeptAnswers<string, int>(_time);
        answers.Of("a", Slow(10_000));
        _time.Advance(TimeSpan.FromSeconds(51));
        Assert.Equal(2, answers.Of("a", Slow(0)));
    }

    private Func<int> Slow(int milliseconds) => () =>
    {
        _time.Advance(TimeSpan.FromMilliseconds(milliseconds));
        return ++_asked;
    };

    private sealed class SteppedTime : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        public void Advance(TimeSpan step) => _ticks += step.Ticks;
    }
}
