using System.Collections.Concurrent;

namespace Fathom.Storage.Load;

/// <summary>Protects each storage element from too many requests at a time; those beyond the limit wait in turn.</summary>
public sealed class StorageLoadGovernor
{
    private readonly StorageLoadOptions options;
    private readonly ConcurrentDictionary<(string Element, bool Write), SemaphoreSlim> slots = new();

    /// <summary>Makes a governor.</summary>
    public StorageLoadGovernor(StorageLoadOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        this.options = options;
    }

    /// <summary>Waits for leave to read; dispose the result when done.</summary>
    public Task<IDisposable> ReadAsync(string element, CancellationToken cancellation) => TakeAsync(element, false, cancellation);

    /// <summary>Waits for leave to write; dispose the result when done.</summary>
    public Task<IDisposable> WriteAsync(string element, CancellationToken cancellation) => TakeAsync(element, true, cancellation);

    private async Task<IDisposable> TakeAsync(string element, bool write, CancellationToken cancellation)
    {
        var limit = write ? options.Writes : options.Reads;
        var slot = slots.GetOrAdd((element, write), static (_, limit) => new SemaphoreSlim(limit, limit), limit);
        await slot.WaitAsync(cancellation);
        return new Leave(slot);
    }

    private sealed class Leave(SemaphoreSlim slot) : IDisposable
    {
        private SemaphoreSlim? held = slot;

        public void Dispose() => Interlocked.Exchange(ref held, null)?.Release();
    }
}
