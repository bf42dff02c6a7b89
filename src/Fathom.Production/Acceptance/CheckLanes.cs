namespace Fathom.Production.Acceptance;

/// <summary>Runs a bounded number of checks at a time, each on a thread of its own while it runs: a check waits for syncs of the disk,
/// and many that wait together cost no more time than one.</summary>
internal sealed class CheckLanes(int lanes)
{
    private readonly SemaphoreSlim _free = new(lanes, lanes);

    /// <summary>Runs a check as soon as a lane is free.</summary>
    public async Task<T> RunAsync<T>(Func<Task<T>> check)
    {
        await _free.WaitAsync();
        try
        {
            return await Task.Run(check);
        }
        finally
        {
            _free.Release();
        }
    }
}
