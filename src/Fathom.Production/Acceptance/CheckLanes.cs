using System.Threading.Channels;

namespace Fathom.Production.Acceptance;

/// <summary>Runs a bounded number of checks at a time: a check waits for syncs of the disk, and many that wait together cost no more
/// time than one.</summary>
/// <param name="lanes">How many; 0: each check runs on its caller's thread, at once.</param>
internal sealed class CheckLanes(int lanes)
{
    // Full where all lanes are taken.
    private readonly Channel<bool> _taken = Channel.CreateBounded<bool>(Math.Max(1, lanes));

    /// <summary>Runs a check as soon as a lane is free.</summary>
    public Task<T> RunAsync<T>(Func<Task<T>> check) => lanes == 0 ? check() : InLaneAsync(check);

    private async Task<T> InLaneAsync<T>(Func<Task<T>> check)
    {
        await _taken.Writer.WriteAsync(true);
        try
        {
            return await Task.Run(check);
        }
        finally
        {
            _taken.Reader.TryRead(out _);
        }
    }
}
