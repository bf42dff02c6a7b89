using Fathom.Database.Faults;
using Fathom.Portal.Server;

namespace Fathom.Portal.Tests.Server;

public sealed class ServerWorkersTests
{
    [Theory]
    [InlineData(WorkspaceProblem.Lost)]
    [InlineData(WorkspaceProblem.Busy)]
    [InlineData(WorkspaceProblem.Full)]
    public async Task A_database_that_is_away_for_a_moment_interrupts_a_worker_and_does_not_end_the_server(WorkspaceProblem problem)
    {
        int begun = 0;
        var again = new TaskCompletionSource();
        using var workers = new ServerWorkers(
            [
                async stop =>
                {
                    if (++begun == 1)
                    {
                        throw new WorkspaceException(problem, "database", "away");
                    }

                    again.SetResult();
                    await Task.Delay(Timeout.InfiniteTimeSpan, stop);
                },
            ],
            new NoWaiting());
        await workers.StartAsync(default);
        await again.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.False(workers.Fault.IsCompleted);
        await workers.StopAsync(default);
        Assert.Equal(2, begun);
    }

    [Theory]
    [InlineData(WorkspaceProblem.DiskFailed)]
    [InlineData(WorkspaceProblem.EpochLost)]
    public async Task A_disk_that_failed_or_a_workspace_that_is_lost_ends_the_server(WorkspaceProblem problem)
    {
        var fault = new WorkspaceException(problem, "database", "gone");
        using var workers = new ServerWorkers([_ => throw fault], new NoWaiting());
        await workers.StartAsync(default);
        Assert.Same(fault, await workers.Fault.WaitAsync(TimeSpan.FromSeconds(30)));
        await workers.StopAsync(default);
    }

    // Every pause is over at once.
    private sealed class NoWaiting : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? TimeSpan.Zero : dueTime, period);
    }
}
