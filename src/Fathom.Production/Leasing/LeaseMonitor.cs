using Fathom.Database.Faults;

namespace Fathom.Production.Leasing;

/// <summary>Looks after leases, silent pilots, new files and old answers, until it is cancelled.</summary>
public sealed class LeaseMonitor(Ledger ledger, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private const int ForgetEvery = 3600;

    /// <summary>Runs until cancelled. A fault that ends the server ends it; on a full disk it tries again.</summary>
    /// <exception cref="WorkspaceException">The workspace is lost to this server.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(Interval, time);
        for (int turn = 1; await WaitAsync(timer, cancellation); turn++)
        {
            try
            {
                await TurnAsync(turn);
            }
            catch (WorkspaceException refused) when (!refused.IsFatal)
            {
                // The disk is full: nothing was changed, and leases run on.
            }
        }
    }

    private async Task TurnAsync(int turn)
    {
        await ledger.ExpireAsync();
        await ledger.FeedAsync();
        if (turn % ForgetEvery == 0)
        {
            await ledger.ForgetRequestsAsync();
            await ledger.Accounts.CompactAsync();
        }
    }

    private static async Task<bool> WaitAsync(PeriodicTimer timer, CancellationToken cancellation)
    {
        try
        {
            return await timer.WaitForNextTickAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
