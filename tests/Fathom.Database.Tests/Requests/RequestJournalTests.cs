using Fathom.Database.Requests;

namespace Fathom.Database.Tests.Requests;

public sealed class RequestJournalTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SteppedTime _time = new();
    private readonly WorkspaceDatabase _database;
    private int _runs;

    public RequestJournalTests() =>
        _database = WorkspaceDatabase.Open(_folder["fathom.db"], new WorkspaceDatabaseOptions { Time = _time });

    public void Dispose()
    {
        _database.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task The_repeat_of_a_request_gets_the_first_answer_and_does_nothing()
    {
        Assert.Equal("answer 1", await Ask("a", 5));
        Assert.Equal("answer 1", await Ask("a", 5));
        Assert.Equal("answer 2", await Ask("b", 5));
        Assert.Equal(2, _runs);
    }

    [Fact]
    public async Task The_same_id_with_another_body_or_operation_is_refused()
    {
        await Ask("a", 5);
        await Assert.ThrowsAsync<RequestConflictException>(() => Ask("a", 6));
        await Assert.ThrowsAsync<RequestConflictException>(() => Ask("a", 5, "other"));
        Assert.Equal(1, _runs);
    }

    [Fact]
    public async Task An_answer_is_kept_for_a_day_at_least_and_forgotten_later()
    {
        await Ask("a", 5);
        _time.Advance(TimeSpan.FromHours(24));
        Assert.Equal(0, await Forget());
        Assert.Equal("answer 1", await Ask("a", 5));
        _time.Advance(TimeSpan.FromHours(25));
        Assert.Equal(1, await Forget());
        Assert.Equal("answer 2", await Ask("a", 5));
    }

    [Fact]
    public async Task An_id_older_than_answers_are_kept_is_refused_and_not_done_again()
    {
        string id = RequestJournal.NewId(_time);
        Assert.Equal("answer 1", await Ask(id, 5));
        _time.Advance(RequestJournal.Kept - TimeSpan.FromMinutes(1));
        Assert.Equal("answer 1", await Ask(id, 5));
        _time.Advance(TimeSpan.FromHours(1));
        await Forget();
        RequestExpiredException expired = await Assert.ThrowsAsync<RequestExpiredException>(() => Ask(id, 5));
        Assert.Equal(id, expired.RequestId);
        Assert.Equal(1, _runs);
        Assert.Equal("answer 2", await Ask(RequestJournal.NewId(_time), 5));
    }

    [Fact]
    public async Task A_request_that_threw_left_no_answer_behind()
    {
        await Assert.ThrowsAsync<InvalidDataException>(() => _database.WriteAsync(transaction =>
            RequestJournal.Once<string>(transaction, "a", "op", new { value = 5 }, () => throw new InvalidDataException())));
        Assert.Equal("answer 1", await Ask("a", 5));
    }

    [Fact]
    public async Task An_answer_that_changed_nothing_is_not_kept()
    {
        for (int i = 0; i < 2; i++)
        {
            Assert.Null(await _database.WriteAsync(transaction => RequestJournal.Once<string?>(
                transaction, "a", "op", new { value = 5 }, () => { _runs++; return null; }, keep: answer => answer is not null)));
        }

        Assert.Equal(2, _runs);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(129)]
    public async Task An_id_that_is_empty_or_huge_is_refused(int length) =>
        await Assert.ThrowsAsync<ArgumentException>(() => Ask(new string('x', length), 5));

    private Task<string> Ask(string id, int value, string operation = "op") => _database.WriteAsync(transaction =>
        RequestJournal.Once(transaction, id, operation, new { value }, () => $"answer {++_runs}"));

    private Task<int> Forget() => _database.WriteAsync(transaction => RequestJournal.Forget(transaction, _time));

    private sealed class SteppedTime : TimeProvider
    {
        private DateTimeOffset _now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => _now;

        public void Advance(TimeSpan step) => _now += step;
    }
}
