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
}
