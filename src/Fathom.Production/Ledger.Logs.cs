using Fathom.Production.Attempts;

namespace Fathom.Production;

/// <summary>Whose log a storage token may bring.</summary>
public sealed partial class Ledger
{
    /// <summary>The transformation of a live attempt that has not uploaded yet: only then may its pilot bring its log. Null for anybody else.</summary>
    /// <param name="element">Name of the element that the token names.</param>
    /// <param name="folder">The attempt's own folder, which the token names.</param>
    /// <param name="job">The job.</param>
    /// <param name="attempt">Number of the attempt.</param>
    public long? MayBringLog(string element, string folder, long job, int attempt) =>
        MayCreate(element, folder)
        && AttemptFolder.JobOf(folder) == job
        && Memory.State.FindLive(job) is { } live && live.Number == attempt && live.Path == folder
            ? Jobs.Read(job).Transformation
            : null;
}
