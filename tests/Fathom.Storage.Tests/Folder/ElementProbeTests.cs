using Fathom.Storage.Elements;
using Fathom.Storage.Folder;

namespace Fathom.Storage.Tests.Folder;

/// <summary>A mount whose server is gone does not fail: it does not answer.</summary>
public sealed class ElementProbeTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly ManualResetEventSlim answers = new();

    [Fact]
    public async Task Of_an_element_that_does_not_answer_nothing_more_is_asked_and_everybody_is_told_at_once()
    {
        var element = new FolderElement("se", folder["mount"]);
        await element.CreateAsync("d/f", new MemoryStream([1, 2, 3]), default);
        var questions = 0;
        var probe = new ElementProbe(element, new LeapingTime(), () =>
        {
            questions++;
            answers.Wait();
            return element.AskRoom();
        });

        var state = await probe.AskAsync();
        Assert.True(state.IsAway);
        Assert.IsType<StorageAwayException>(state.Trouble);
        Assert.Matches("^Storage element se is away: what was asked of .*mount at [0-9:]{8} UTC has no answer yet", state.Trouble.Message);
        Assert.Equal(state.Trouble.Message, (await probe.AskAsync()).Trouble!.Message); // what does not change is told once
        Assert.Equal(1, questions);
        Assert.Equal(state.Trouble.Message, Assert.Throws<StorageAwayException>(() => element.Stat("d/f")).Message);
        Assert.False(element.IsHere);

        answers.Set();
        while ((state = await probe.AskAsync()).IsAway)
        {
            await Task.Yield();
        }
        Assert.True(state.Room!.Size > state.Room.Free);
        Assert.Equal(3, element.Stat("d/f")!.Size);
    }

    [Fact]
    public async Task Who_asks_at_the_same_time_shares_one_question()
    {
        var element = new FolderElement("se", folder["mount"]);
        var questions = 0;
        var probe = new ElementProbe(element, TimeProvider.System, () =>
        {
            Interlocked.Increment(ref questions);
            answers.Wait();
            return element.AskRoom();
        });
        Task<ElementState>[] asking = [.. Enumerable.Range(0, 8).Select(_ => probe.AskAsync())];
        answers.Set();
        Assert.All(await Task.WhenAll(asking), state => Assert.Null(state.Trouble));
        Assert.Equal(1, questions);
        await probe.AskAsync();
        Assert.Equal(2, questions);
    }

    [Fact]
    public async Task An_element_that_answers_is_here_away_or_full()
    {
        var element = new FolderElement("se", folder["mount"]);
        ElementRoom? room = new(1_000_000, 100_000);
        var probe = new ElementProbe(element, TimeProvider.System, () => room);
        Assert.Equal(new ElementState("se", null, room), await probe.AskAsync());

        room = new(1_000_000, 10_000);
        var full = await probe.AskAsync();
        Assert.IsType<StorageFullException>(full.Trouble);
        Assert.False(full.IsAway);
        Assert.Same(room, full.Room);

        Directory.Move(folder["mount"], folder["elsewhere"]);
        Assert.IsType<StorageAwayException>((await new ElementProbe(element, TimeProvider.System).AskAsync()).Trouble);
    }

    public void Dispose()
    {
        answers.Dispose();
        folder.Dispose();
    }
}
