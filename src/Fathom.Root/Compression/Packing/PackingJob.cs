namespace Fathom.Root.Compression.Packing;

/// <summary>A piece of a file (a page, a basket) that is to be encoded and compressed, on whatever thread has time.</summary>
internal abstract class PackingJob
{
    /// <summary>Set under the lock of the queue.</summary>
    internal bool Done { get; set; }

    /// <summary>Why it failed; null where it did not.</summary>
    internal Exception? Failure { get; set; }

    /// <summary>Does the work. The result depends on nothing but the job: files are the same for any number of threads.</summary>
    internal abstract void Run(PackingTools tools);
}
