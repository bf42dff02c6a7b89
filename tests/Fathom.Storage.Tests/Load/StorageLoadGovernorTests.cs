using Fathom.Storage.Load;

namespace Fathom.Storage.Tests.Load;

public sealed class StorageLoadGovernorTests
{
    [Fact]
    public async Task No_more_than_the_limit_read_one_element_at_a_time_and_the_next_gets_the_freed_slot()
    {
        var governor = new StorageLoadGovernor(new StorageLoadOptions { Reads = 2, Writes = 1 });
        var first = await governor.ReadAsync("a", default);
        using var second = await governor.ReadAsync("a", default);
        var third = governor.ReadAsync("a", default);
        Assert.False(third.IsCompleted);
        using var otherElement = await governor.ReadAsync("b", default);
        using var write = await governor.WriteAsync("a", default);
        first.Dispose();
        first.Dispose(); // twice frees once
        using var got = await third;
        Assert.False(governor.ReadAsync("a", default).IsCompleted);
    }

    [Fact]
    public void Limits_below_one_are_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new StorageLoadGovernor(new StorageLoadOptions { Writes = 0 }));
}
