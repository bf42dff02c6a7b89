using System.Text.Json;

namespace Fathom.Catalog.Files;

/// <summary>A file of the catalogue.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Lfn">Logical file name, unique among valid files.</param>
/// <param name="Tier">See <see cref="FileTiers"/>.</param>
/// <param name="Run">Run, where it has one.</param>
/// <param name="Section">Section of the run.</param>
/// <param name="Campaign">Name of the campaign that made it, or null.</param>
/// <param name="JobId">Job that made it, or null.</param>
/// <param name="Attempt">Number of the attempt that made it, or null.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Adler32">Eight lower-case hexadecimal digits.</param>
/// <param name="Events">Number of events.</param>
/// <param name="Metadata">Further facts: livetimeNs, deadTimeNs, badChannels, ibdPairs, ….</param>
/// <param name="State">Valid or Invalid.</param>
/// <param name="CreatedUtc">Label of its registration.</param>
public sealed record CatalogueFile(
    long Id, string Lfn, string Tier, int? Run, int? Section, string? Campaign, long? JobId, int? Attempt,
    long Size, string Adler32, long Events, JsonElement Metadata, FileState State, string CreatedUtc);

/// <summary>Whether a file's content is to be used.</summary>
public enum FileState
{
    /// <summary>It is.</summary>
    Valid,

    /// <summary>It was invalidated: it stays known, its bytes are deleted.</summary>
    Invalid,
}

/// <summary>A copy of a file at a storage element.</summary>
/// <param name="Id">Its id.</param>
/// <param name="FileId">The file.</param>
/// <param name="Element">Storage element.</param>
/// <param name="Path">Physical path below the element's root.</param>
/// <param name="State">Where it is on its way.</param>
public sealed record Replica(long Id, long FileId, string Element, string Path, ReplicaState State);

/// <summary>States of a replica. Deletion is mark, bytes, row (law 6).</summary>
public enum ReplicaState
{
    /// <summary>Its bytes are there and checked.</summary>
    Valid,

    /// <summary>Marked: its bytes are being deleted.</summary>
    Deleting,

    /// <summary>Its bytes are gone.</summary>
    Deleted,
}

/// <summary>A file that is to be registered.</summary>
/// <param name="Lfn">Logical file name.</param>
/// <param name="Tier">Tier.</param>
/// <param name="Run">Run, where it has one.</param>
/// <param name="Section">Section of the run.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Adler32">Eight lower-case hexadecimal digits.</param>
/// <param name="Events">Number of events.</param>
/// <param name="Metadata">JSON object text.</param>
/// <param name="Parents">Ids of the files that it was made from.</param>
/// <param name="Origin">The job that made it, or null.</param>
public sealed record NewFile(
    string Lfn, string Tier, int? Run, int? Section, long Size, string Adler32, long Events, string Metadata,
    IReadOnlyList<long> Parents, FileOrigin? Origin);

/// <summary>The job and attempt that made a file.</summary>
public sealed record FileOrigin(long CampaignId, long JobId, int Attempt);
