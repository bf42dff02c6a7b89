using System.Collections.Concurrent;

namespace Fathom.Storage.Load;

/// <summary>The one governor of what flows from and to each element: what is granted together, to jobs and to transfers, never exceeds
/// the ceiling that is declared for it.</summary>
/// <remarks>
/// Who holds a grant keeps to its pace, so the sum of grants bounds the load whatever the holders do within it. Each flow of each
/// element has its own account and lock: one that is slow or full holds up no other. Where reads come in slower than they were
/// granted, the element is taken to give less than declared, and is granted less until it does better again.
/// </remarks>
public sealed class StorageBandwidth
{
    private readonly ConcurrentDictionary<(string Element, StorageFlow Flow), FlowAccount> _accounts = new();

    /// <summary>Declares what an element stands. What is already granted goes on.</summary>
    public void Declare(string element, ElementCeiling ceiling)
    {
        ArgumentNullException.ThrowIfNull(ceiling);
        AccountOf(element, StorageFlow.Read).Declare(ceiling.ReadBytesPerSecond, ceiling.ReadStreams);
        AccountOf(element, StorageFlow.Write).Declare(ceiling.WriteBytesPerSecond, ceiling.WriteStreams);
    }

    /// <summary>Grants a flow at a pace, or gives null where too little is free, or a transfer waits for what is.</summary>
    /// <param name="element">The element.</param>
    /// <param name="flow">Reading or writing.</param>
    /// <param name="least">Slowest pace that is of use [byte/s].</param>
    /// <param name="most">Fastest pace that is of use [byte/s].</param>
    public StorageGrant? TryTake(string element, StorageFlow flow, double least, double most) =>
        AccountOf(element, flow).TryTake(least, most) is { } pace ? new StorageGrant(element, flow, pace) : null;

    /// <summary>Waits in turn until a flow can be granted. The parameters are those of <see cref="TryTake"/>.</summary>
    public async Task<StorageGrant> TakeAsync(string element, StorageFlow flow, double least, double most, CancellationToken cancellation) =>
        new(element, flow, await AccountOf(element, flow).TakeAsync(least, most, cancellation));

    /// <summary>Counts a flow that goes on since before the server started, or the ceiling was declared: at its pace, or at what is left
    /// below the ceiling.</summary>
    /// <returns>The grant to return.</returns>
    public StorageGrant Adopt(string element, StorageFlow flow, double bytesPerSecond) =>
        new(element, flow, AccountOf(element, flow).Adopt(bytesPerSecond));

    /// <summary>The flow has ended: its pace is free again. Once for each grant.</summary>
    public void Return(StorageGrant grant) => AccountOf(grant.Element, grant.Flow).Return(grant.BytesPerSecond);

    /// <summary>Notes how a paced flow went: an element that gives less than it granted is granted less.</summary>
    /// <param name="grant">The grant.</param>
    /// <param name="bytes">Bytes that flowed.</param>
    /// <param name="seconds">Time that it took [s].</param>
    public void Measured(StorageGrant grant, double bytes, double seconds)
    {
        if (!double.IsPositiveInfinity(grant.BytesPerSecond) && seconds > 0)
        {
            AccountOf(grant.Element, grant.Flow).Measured(bytes / seconds / grant.BytesPerSecond);
        }
    }

    /// <summary>How a flow of an element is loaded.</summary>
    public ElementLoad Load(string element, StorageFlow flow = StorageFlow.Read) => AccountOf(element, flow).Load(element, flow);

    private FlowAccount AccountOf(string element, StorageFlow flow) => _accounts.GetOrAdd((element, flow), static _ => new FlowAccount());
}
