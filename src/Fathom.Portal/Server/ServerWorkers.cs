using Microsoft.Extensions.Hosting;

namespace Fathom.Portal.Server;

/// <summary>What runs beside the answering of requests: ticks, leases, feeding, transfers, sweeping. The first fault ends the server.</summary>
public sealed class ServerWorkers(IReadOnlyList<Func<CancellationToken, Task>> workers) : BackgroundService
{
    private readonly TaskCompletionSource<Exception> _fault = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes with the first fault of a worker.</summary>
    public Task<Exception> Fault => _fault.Task;

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken)
        => Task.WhenAll(workers.Select(work => Task.Run(() => WatchAsync(work, stoppingToken), CancellationToken.None)));

    private async Task WatchAsync(Func<CancellationToken, Task> work, CancellationToken stop)
    {
        try
        {
            await work(stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // told to
        }
        catch (Exception fault)
        {
            _fault.TrySetResult(fault);
        }
    }
}
