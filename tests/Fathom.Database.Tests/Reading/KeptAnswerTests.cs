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
        Assert.Equal([1, 2, 3], Enumerable.Range(0, 3).Select(_ => answers.Of("a", Slow(milliseconds: 10))));
    }

    [Fact]
    public void A_slow_answer_is_given_again_for_twenty_times_as_long_as_it_took()
    {
        var answers = new KeptAnswers<string, int>(_time);
        Assert.Equal(1, answers.Of("a", Slow(100)));
        _time.Advance(TimeSpan.FromMilliseconds(1900));
        Assert.Equal(1, answers.Of("a", () => throw new InvalidOperationException("asked again")));
        Assert.Equal(2, answers.Of("b", Slow(100)));
    }

    [Fact]
    public async Task Then_the_old_one_is_given_once_more_while_a_new_one_is_made_beside()
    {
        var answers = new KeptAnswers<string, int>(_time);
        answers.Of("a", Slow(100));
        _time.Advance(TimeSpan.FromSeconds(3));
        var renewed = new TaskCompletionSource();
        using var mayAnswer = new ManualResetEventSlim();
        int Renew()
        {
            mayAnswer.Wait();
            _time.Advance(TimeSpan.FromMilliseconds(100));
            renewed.SetResult();
            return 7;
        }

        Assert.Equal(1, answers.Of("a", Renew));
        Assert.Equal(1, answers.Of("a", () => throw new InvalidOperationException("asked twice beside")));
        mayAnswer.Set();
        await renewed.Task;
        while (answers.Of("a", () => throw new InvalidOperationException("not kept")) != 7)
        {
            await Task.Yield();
        }
    }

    [Fact]
    public void No_answer_is_older_than_a_minute()
    {
        var answers = new KeptAnswers<string, int>(_time);
        answers.Of("a", Slow(10_000));
        _time.Advance(TimeSpan.FromSeconds(51));
        Assert.Equal(2, answers.Of("a", Slow(0)));
    }

    [Fact]
    public void A_question_that_fails_fails_again_for_whoever_asks_next()
    {
        var answers = new KeptAnswers<string, int>(_time);
        Assert.Throws<InvalidOperationException>(() => answers.Of("a", () => throw new InvalidOperationException()));
        Assert.Equal(1, answers.Of("a", Slow(0)));
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

        public override long GetTimestamp() => Interlocked.Read(ref _ticks);

        public void Advance(TimeSpan step) => Interlocked.Add(ref _ticks, step.Ticks);
    }
}
