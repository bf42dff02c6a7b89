using Fathom.Database.Faults;

namespace Fathom.Production.Acceptance;

/// <summary>Takes up checks of uploads that were cut short while the server lives, such as by a full disk, until it is cancelled.</summary>
/// <remarks>An uploaded attempt is the server's, and its lease does not expire: were its pilot gone too, nobody else would ask again.</remarks>
public sealed class CheckResumption(AcceptanceService acceptance, TimeProvider time)
{
    /// <summary>Time between two looks.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    /// <summary>Runs until cancelled. A fault that ends the server ends it; on a full disk it tries again.</summary>
    /// <exception cref="WorkspaceException">The workspace is lost to this server.</exception>
    /// <exception cref="Storage.Elements.StorageDurabilityException">An element could not make bytes durable.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(cancellation))
        {
            try
            {
                await acceptance.ResumeAsync();
            }
            catch (WorkspaceException refused) when (!refused.IsFatal)
            {
                // The disk is full: nothing was changed, and the uploads wait.
            }
        }
    }
}
