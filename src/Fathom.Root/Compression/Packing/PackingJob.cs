namespace Fathom.Root.Compression.Packing;

/// <summary>A piece of a file (a page, a basket) that is to be encoded and compressed, on whatever thread has time.</summary>
internal abstract class PackingJob
{
    private volatile bool _done;
    private Exception? _failure;

    /// <summary>Whether it has ended; what it made may be looked at then.</summary>
    internal bool Done => _done;

    /// <summary>Does the work. The result depends on nothing but the job: files are the same for any number of threads.</summary>
    internal abstract void Run(PackingTools tools);

    /// <summary>The work is done, or failed.</summary>
    internal void End(Exception? failure)
    {
        _failure = failure;
        _done = true;
    }

    /// <summary>Throws what went wrong.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    internal void CheckPacked()
    {
        if (_failure is not null)
        {
            throw new InvalidOperationException("a page could not be packed", _failure);
        }
    }
}
