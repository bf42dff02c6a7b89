using Fathom.Storage.Replication;

namespace Fathom.Storage.Tests.Replication;

/// <summary>Transfers in memory, with the ledger's fence.</summary>
internal sealed class MemoryTransferLedger : ITransferLedger
{
    private readonly Lock gate = new();
    private readonly List<Entry> entries = [];
    private readonly TaskCompletionSource settled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when every transfer to another element than "stuck" is done or failed.</summary>
    public Task Settled => settled.Task;

    public void Add(string lfn, long size, string adler32, string destination, params TransferSource[] sources) =>
        entries.Add(new Entry(entries.Count + 1, lfn, size, adler32, destination, sources));

    /// <summary>Attempts of a transfer that were lost with the server before.</summary>
    public void LoseBefore(string lfn, int attempts) => entries.Single(entry => entry.Lfn == lfn).Attempt += attempts;

    public (string State, int Attempts, string Cause, string Detail) this[string lfn]
    {
        get
        {
            lock (gate)
            {
                var entry = entries.Single(entry => entry.Lfn == lfn);
                return (entry.State, entry.Attempt, entry.Cause, entry.Detail);
            }
        }
    }

    public Task<IReadOnlyList<string>> QueuedDestinationsAsync(CancellationToken cancellation)
    {
        lock (gate)
        {
            return Task.FromResult<IReadOnlyList<string>>(
                [.. entries.Where(entry => entry.State == "Queued").Select(entry => entry.Destination).Distinct()]);
        }
    }

    public Task<LeasedTransfer?> LeaseTransferAsync(string destination, CancellationToken cancellation)
    {
        lock (gate)
        {
            if (entries.FirstOrDefault(entry => entry.State == "Queued" && entry.Destination == destination) is not { } entry)
            {
                return Task.FromResult<LeasedTransfer?>(null);
            }
            entry.State = "Copying";
            entry.Attempt++;
            return Task.FromResult<LeasedTransfer?>(new LeasedTransfer(
                new(entry.Id, entry.Attempt, "lease"), entry.Lfn, entry.Size, entry.Adler32, entry.Sources, destination,
                $"{entry.Lfn}.{entry.Attempt}", entry.Failures));
        }
    }

    public Task<bool> AcceptTransferAsync(TransferFence fence, long size, string adler32, CancellationToken cancellation)
    {
        Set(fence, "Done", "", "");
        return Task.FromResult(true);
    }

    public Task FailTransferAsync(TransferFence fence, string cause, string detail, bool final, CancellationToken cancellation)
    {
        Set(fence, final ? "Failed" : "Queued", cause, detail);
        return Task.CompletedTask;
    }

    private void Set(TransferFence fence, string state, string cause, string detail)
    {
        lock (gate)
        {
            var entry = entries.Single(entry => entry.Id == fence.TransferId);
            Assert.Equal(("Copying", entry.Attempt), (entry.State, fence.Attempt));
            (entry.State, entry.Cause, entry.Detail) = (state, cause, detail);
            entry.Failures += state == "Done" ? 0 : 1;
            if (entries.All(entry => entry.State is "Done" or "Failed" || entry.Destination == "stuck"))
            {
                settled.TrySetResult();
            }
        }
    }

    private sealed record Entry(long Id, string Lfn, long Size, string Adler32, string Destination, IReadOnlyList<TransferSource> Sources)
    {
        public string State { get; set; } = "Queued";

        public int Attempt { get; set; }

        public int Failures { get; set; }

        public string Cause { get; set; } = "";

        public string Detail { get; set; } = "";
    }
}
