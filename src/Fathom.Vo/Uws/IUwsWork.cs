namespace Fathom.Vo.Uws;

/// <summary>What a job does.</summary>
public interface IUwsWork
{
    /// <summary>Does it, and leaves its results as files in the job's folder.</summary>
    /// <param name="job">The job, executing.</param>
    /// <param name="folder">The job's folder.</param>
    /// <param name="stop">It was aborted, or has run as long as it may.</param>
    /// <exception cref="UwsFaultException">It cannot be done; the message is for its owner.</exception>
    Task<IReadOnlyList<UwsResult>> RunAsync(UwsJob job, string folder, CancellationToken stop);
}

/// <summary>A job cannot be done, for a reason that its owner can read.</summary>
public sealed class UwsFaultException(string message) : Exception(message);
