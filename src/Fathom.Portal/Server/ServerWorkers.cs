using Fathom.Database.Faults;
using Microsoft.Extensions.Hosting;

namespace Fathom.Portal.Server;

/// <summary>What runs beside the answering of requests: ticks, leases, feeding, transfers, sweeping. The first fault that does not pass
/// ends the server.</summary>
/// <remarks>Where the database is away for a moment, or its disk is full, nothing of the work was kept: the worker begins again.</remarks>
/// <param name="workers">The workers; each runs until it is cancelled and may be run again after it threw.</param>
/// <param name="time">The clock.</param>
public sealed class ServerWorkers(IReadOnlyList<Func<CancellationToken, Task>> workers, TimeProvider time) : BackgroundService
{
    /// <summary>A worker begins again after this.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly TaskCompletionSource<Exception> _fault = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes with the first fault of a worker that ends the server.</summary>
    public Task<Exception> Fault => _fault.Task;

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken)
        => Task.WhenAll(workers.Select(work => Task.Run(() => WatchAsync(work, stoppingToken), CancellationToken.None)));

    private async Task WatchAsync(Func<CancellationToken, Task> work, CancellationToken stop)
    {
        try
        {
            while (!await RunAsync(work, stop))
            {
                await Task.Delay(Pause, time, stop);
            }
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

    /// <summary>False where a fault cut it short that may have passed by the next time.</summary>
    private static async Task<bool> RunAsync(Func<CancellationToken, Task> work, CancellationToken stop)
    {
        try
        {
            await work(stop);
            return true;
        }
        catch (WorkspaceException fault) when (!fault.IsFatal)
        {
            return false;
        }
    }
}
