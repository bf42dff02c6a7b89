namespace Fathom.Catalog.Files;

/// <summary>Names of the events of files and replicas, and the fold that gives their states (law 3).</summary>
public static class FileEvents
{
    /// <summary>A file was registered.</summary>
    public const string Registered = "Registered";

    /// <summary>A file was invalidated.</summary>
    public const string Invalidated = "Invalidated";

    /// <summary>A replica was registered.</summary>
    public const string Added = "Added";

    /// <summary>A replica was marked for deletion.</summary>
    public const string MarkedForDeletion = "MarkedForDeletion";

    /// <summary>The bytes of a marked replica are gone.</summary>
    public const string BytesDeleted = "BytesDeleted";

    /// <summary>The state of a file after one more event; null where the event does not fit.</summary>
    public static FileState? NextFile(FileState? state, string kind) => (state, kind) switch
    {
        (null, Registered) => FileState.Valid,
        (FileState.Valid, Invalidated) => FileState.Invalid,
        _ => null,
    };

    /// <summary>The state of a replica after one more event; null where the event does not fit.</summary>
    public static ReplicaState? NextReplica(ReplicaState? state, string kind) => (state, kind) switch
    {
        (null, Added) => ReplicaState.Valid,
        (ReplicaState.Valid, MarkedForDeletion) => ReplicaState.Deleting,
        (ReplicaState.Deleting, BytesDeleted) => ReplicaState.Deleted,
        _ => null,
    };
}
