namespace Fathom.Database.Faults;

/// <summary>What keeps a workspace from being used; each has its own message and next step.</summary>
public enum WorkspaceProblem
{
    /// <summary>There is no workspace at the path.</summary>
    Missing,

    /// <summary>Another server holds it.</summary>
    Taken,

    /// <summary>Its folder or files may not be written.</summary>
    ReadOnly,

    /// <summary>The disk is full: the write was refused whole, the server may go on and later writes may succeed.</summary>
    Full,

    /// <summary>Another program holds a lock on the database: the write was refused whole, the server may go on and later writes may succeed.</summary>
    Busy,

    /// <summary>Its schema comes from a newer Fathom.</summary>
    Newer,

    /// <summary>The file is not a Fathom database, or is damaged.</summary>
    Damaged,

    /// <summary>Reading, writing or syncing the disk failed: the server must end.</summary>
    DiskFailed,

    /// <summary>Another server took the workspace over: this one must end.</summary>
    EpochLost,

    /// <summary>The connection to the database server was lost. The outcome of the writes under way is unknown: they were kept whole or
    /// not at all. Nothing acknowledged is lost; memory that follows the database must be loaded again.</summary>
    Lost,

    /// <summary>The database server refuses this user, or knows no such database.</summary>
    Denied,

    /// <summary>This database is no longer, or not yet, the workspace's: another one is.</summary>
    Moved,

    /// <summary>The database refused what memory wrote at the end of a group: memory no longer matches it, and the server must end.</summary>
    Inconsistent,
}
