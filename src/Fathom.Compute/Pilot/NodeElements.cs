using System.Collections.Concurrent;
using Fathom.Production.Protocol;
using Fathom.Storage.Elements;
using Fathom.Storage.Folder;

namespace Fathom.Compute.Pilot;

/// <summary>The storage elements as this node sees them. One whose mount hangs here is waited for once, not by every attempt.</summary>
/// <param name="time">The clock.</param>
internal sealed class NodeElements(TimeProvider time)
{
    // Short jobs need not each ask.
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<StorageElementAddress, Seen> all = new();

    /// <summary>The element at an address; it may be away.</summary>
    /// <exception cref="StorageDeniedException">It is of a kind that this pilot does not know.</exception>
    public FolderElement At(StorageElementAddress address) => Of(address).Element;

    /// <summary>The element at an address, once it has answered.</summary>
    /// <exception cref="StorageException">It is away, or does not answer.</exception>
    public async Task<FolderElement> AnsweringAsync(StorageElementAddress address) =>
        await AskAsync(address) is { IsAway: true, Trouble: { } trouble } ? throw trouble : At(address);

    /// <summary>How an element is, as of now or a moment ago.</summary>
    /// <exception cref="StorageDeniedException">It is of a kind that this pilot does not know.</exception>
    public async Task<ElementState> AskAsync(StorageElementAddress address) =>
        Of(address).Well is { } well && time.GetElapsedTime(well.At) < Fresh ? well.State : await AskAnewAsync(address);

    /// <summary>How an element is now.</summary>
    /// <exception cref="StorageDeniedException">It is of a kind that this pilot does not know.</exception>
    public async Task<ElementState> AskAnewAsync(StorageElementAddress address)
    {
        var seen = Of(address);
        var state = await seen.Probe.AskAsync();
        seen.Well = state.Trouble is null ? new Answer(state, time.GetTimestamp()) : null;
        return state;
    }

    private Seen Of(StorageElementAddress address) => all.GetOrAdd(address, Make);

    private Seen Make(StorageElementAddress address)
    {
        if (address.Kind != "folder")
        {
            throw new StorageDeniedException(address.Name, "", $"this pilot does not know elements of kind '{address.Kind}'");
        }
        var element = new FolderElement(address.Name, address.Root, make: false, address.Marked);
        return new Seen(element, new ElementProbe(element, time));
    }

    private sealed record Answer(ElementState State, long At);

    private sealed class Seen(FolderElement element, ElementProbe probe)
    {
        public FolderElement Element => element;

        public ElementProbe Probe => probe;

        /// <summary>The last answer, where all was well.</summary>
        public Answer? Well { get; set; }
    }
}
