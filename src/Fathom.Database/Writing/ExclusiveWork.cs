namespace Fathom.Database.Writing;

/// <summary>A work that runs on the writer's thread between two groups: nothing is written meanwhile, and everything before it is durable.</summary>
internal sealed class ExclusiveWork(Action<WriterSession> work) : PendingWork
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Task => _done.Task;

    public override void Run(WriteTransaction transaction) => throw new InvalidOperationException("An exclusive work has no transaction.");

    /// <summary>Runs it; its own exceptions are its caller's.</summary>
    public void Run(WriterSession session)
    {
        try
        {
            work(session);
        }
        catch (Exception thrown)
        {
            Thrown = thrown;
        }
    }

    public override void Complete()
    {
        if (Thrown is null)
        {
            _done.TrySetResult();
        }
        else
        {
            _done.TrySetException(Thrown);
        }
    }

    public override void Fail(Exception reason) => _done.TrySetException(reason);
}
