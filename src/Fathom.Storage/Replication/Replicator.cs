using Fathom.Storage.Elements;
using Fathom.Storage.Load;

namespace Fathom.Storage.Replication;

/// <summary>
/// The server's worker that carries out queued transfers. Each destination has a lane of its own, so that a bad element
/// holds up nobody else.
/// </summary>
public sealed class Replicator
{
    private readonly ITransferLedger ledger;
    private readonly ReplicationOptions options;
    private readonly TimeProvider time;
    private readonly Func<string, DestinationLane> openLane;
    private readonly Dictionary<string, DestinationLane> lanes = new(StringComparer.Ordinal);
    private readonly List<Task> watched = [];

    /// <summary>Makes the worker.</summary>
    /// <param name="ledger">Where the transfers are.</param>
    /// <param name="elements">The elements.</param>
    /// <param name="governor">Bounds requests at a time.</param>
    /// <param name="storage">Bounds bytes a second; shared with what jobs read.</param>
    /// <param name="options">How it works.</param>
    /// <param name="time">Its clock.</param>
    public Replicator(
        ITransferLedger ledger, StorageElements elements, StorageLoadGovernor governor, StorageBandwidth storage, ReplicationOptions options,
        TimeProvider time)
    {
        (this.ledger, this.options, this.time) = (ledger, options, time);
        var copier = new TransferCopier(elements, governor, storage, options, time);
        openLane = destination => new DestinationLane(destination, ledger, copier, options, time, Watch);
    }

    /// <summary>Works until cancelled. Any exception is the ledger's and must end the server.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var running = new Dictionary<string, Task>(StringComparer.Ordinal);
        try
        {
            while (true)
            {
                foreach (var destination in await ledger.QueuedDestinationsAsync(cancellation))
                {
                    if (!running.ContainsKey(destination))
                    {
                        running[destination] = LaneOf(destination).DrainAsync(stop.Token);
                    }
                }
                var poll = Task.Delay(options.Poll, time, cancellation);
                await await Task.WhenAny([.. running.Values, .. Watched(), poll]); // the first failure ends the worker
                foreach (var (destination, _) in running.Where(lane => lane.Value.IsCompletedSuccessfully).ToList())
                {
                    running.Remove(destination);
                }
                await poll;
            }
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll([.. running.Values, .. Watched()]).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    private void Watch(Task task)
    {
        lock (watched)
        {
            watched.Add(task);
        }
    }

    private Task[] Watched()
    {
        lock (watched)
        {
            watched.RemoveAll(task => task.IsCompletedSuccessfully);
            return [.. watched];
        }
    }

    private DestinationLane LaneOf(string destination) =>
        lanes.TryGetValue(destination, out var lane) ? lane : lanes[destination] = openLane(destination);
}
