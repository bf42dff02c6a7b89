using Fathom.Storage.Load;

namespace Fathom.Storage.Tests.Load;

public sealed class StorageBandwidthTests
{
    private readonly StorageBandwidth _storage = new();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Whatever_is_taken_and_returned_neither_the_ceiling_nor_the_streams_are_exceeded(int seed)
    {
        var random = new Random(seed);
        _storage.Declare("eos", new ElementCeiling(ReadBytesPerSecond: 1000, ReadStreams: 40));
        var held = new List<StorageGrant>();
        bool refused = false;
        for (int step = 0; step < 5000; step++)
        {
            if (random.Next(5) < 2 && held.Count > 0)
            {
                int at = random.Next(held.Count);
                _storage.Return(held[at]);
                held.RemoveAt(at);
            }
            else if (_storage.TryTake("eos", StorageFlow.Read, 1 + (random.NextDouble() * 60), 100) is { } grant)
            {
                held.Add(grant);
            }
            else
            {
                refused = true;
            }

            Assert.InRange(held.Sum(grant => grant.BytesPerSecond), 0, 1000 * (1 + 1e-9));
            Assert.InRange(held.Count, 0, 40);
            Assert.Equal(held.Count, _storage.Load("eos").Grants);
        }

        Assert.True(refused);
        held.ForEach(_storage.Return);
        Assert.Equal((0, 0), (_storage.Load("eos").Granted, _storage.Load("eos").Grants));
    }

    [Fact]
    public void A_flow_gets_half_of_what_is_free_so_that_it_is_soon_through_and_the_next_find_some_too()
    {
        _storage.Declare("eos", new ElementCeiling(ReadBytesPerSecond: 1000));
        Assert.Equal(
            [500, 250, 125, 100, null],
            new[] { 1.0, 1, 1, 100, 100 }.Select(least => _storage.TryTake("eos", StorageFlow.Read, least, 1000)?.BytesPerSecond));
    }

    [Fact]
    public void One_flow_may_always_go_on_at_the_ceiling_where_that_is_less_than_it_needs()
    {
        _storage.Declare("eos", new ElementCeiling(ReadBytesPerSecond: 10));
        Assert.Equal(10, _storage.TryTake("eos", StorageFlow.Read, 50, 100)?.BytesPerSecond);
        Assert.Null(_storage.TryTake("eos", StorageFlow.Read, 1, 1));
    }

    [Fact]
    public void Reading_and_writing_and_other_elements_have_ceilings_of_their_own()
    {
        _storage.Declare("eos", new ElementCeiling(ReadStreams: 1));
        Assert.NotNull(_storage.TryTake("eos", StorageFlow.Read, 1, 1));
        Assert.Null(_storage.TryTake("eos", StorageFlow.Read, 1, 1));
        Assert.NotNull(_storage.TryTake("eos", StorageFlow.Write, 1, 1));
        Assert.NotNull(_storage.TryTake("other", StorageFlow.Read, 1, 1));
    }

    [Fact]
    public async Task Who_waits_is_served_in_turn_and_before_those_who_only_ask()
    {
        _storage.Declare("eos", new ElementCeiling(ReadStreams: 1));
        StorageGrant held = _storage.TryTake("eos", StorageFlow.Read, 1, 1)!.Value;
        Task<StorageGrant> first = TakeAsync(default);
        Task<StorageGrant> second = TakeAsync(default);
        Assert.Equal(2, _storage.Load("eos").Waiting);
        _storage.Return(held);
        Assert.Null(_storage.TryTake("eos", StorageFlow.Read, 1, 1));
        held = await first;
        Assert.False(second.IsCompleted);
        _storage.Return(held);
        await second;
    }

    [Fact]
    public async Task Who_gives_up_waiting_lets_those_behind_pass_and_holds_nothing()
    {
        _storage.Declare("eos", new ElementCeiling(ReadBytesPerSecond: 100));
        StorageGrant held = _storage.Adopt("eos", StorageFlow.Read, 60);
        using var stop = new CancellationTokenSource();
        Task<StorageGrant> wide = _storage.TakeAsync("eos", StorageFlow.Read, 50, 50, stop.Token);
        Task<StorageGrant> narrow = _storage.TakeAsync("eos", StorageFlow.Read, 30, 30, default);
        Assert.False(narrow.IsCompleted);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wide);
        _storage.Return(await narrow);
        _storage.Return(held);
        Assert.Equal((0, 0, 0), (_storage.Load("eos").Granted, _storage.Load("eos").Grants, _storage.Load("eos").Waiting));
    }

    [Fact]
    public async Task A_higher_ceiling_serves_those_who_wait()
    {
        _storage.Declare("eos", new ElementCeiling(ReadStreams: 1));
        Assert.NotNull(_storage.TryTake("eos", StorageFlow.Read, 1, 1));
        Task<StorageGrant> waits = TakeAsync(default);
        Assert.False(waits.IsCompleted);
        _storage.Declare("eos", ElementCeiling.None);
        Assert.Equal(double.PositiveInfinity, (await waits).BytesPerSecond);
    }

    [Fact]
    public void What_goes_on_since_before_the_start_counts_but_never_beyond_the_ceiling()
    {
        _storage.Declare("eos", new ElementCeiling(ReadBytesPerSecond: 100));
        Assert.Equal([70, 30, 0], new[] { 70.0, 70, 70 }.Select(pace => _storage.Adopt("eos", StorageFlow.Read, pace).BytesPerSecond));
        Assert.Null(_storage.TryTake("eos", StorageFlow.Read, 1, 1));
    }

    private Task<StorageGrant> TakeAsync(CancellationToken cancellation) => _storage.TakeAsync("eos", StorageFlow.Read, 1, 1, cancellation);
}
