namespace Fathom.Database.Writing;

/// <summary>A work that waits for the writer, and the task of its caller.</summary>
internal abstract class PendingWork
{
    /// <summary>Actions that follow its commit.</summary>
    public List<Action> AfterCommit { get; } = [];

    /// <summary>What the work itself threw, if it did: it is rolled back alone.</summary>
    public Exception? Thrown { get; set; }

    public abstract void Run(WriteTransaction transaction);

    /// <summary>Completes the caller's task: with the result, or with what the work threw.</summary>
    public abstract void Complete();

    public abstract void Fail(Exception reason);
}

/// <inheritdoc/>
internal sealed class PendingWork<T>(Func<WriteTransaction, T> work) : PendingWork
{
    // Continuations run elsewhere: the writer's thread belongs to the writer.
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;

    public Task<T> Task => _done.Task;

    public override void Run(WriteTransaction transaction) => _result = work(transaction);

    public override void Complete()
    {
        if (Thrown is null)
        {
            _done.TrySetResult(_result!);
        }
        else
        {
            _done.TrySetException(Thrown);
        }
    }

    public override void Fail(Exception reason) => _done.TrySetException(reason);
}
