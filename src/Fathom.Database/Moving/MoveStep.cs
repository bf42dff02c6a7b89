namespace Fathom.Database.Moving;

/// <summary>The steps of a move, each of which may be the last one before a crash.</summary>
public enum MoveStep
{
    /// <summary>The next database is made.</summary>
    Prepare,

    /// <summary>Changes begin to be noted.</summary>
    Capture,

    /// <summary>Everything is copied, while the server goes on.</summary>
    Copy,

    /// <summary>What changed since is carried over, while the server goes on.</summary>
    CatchUp,

    /// <summary>Writes pause: the rest is carried over.</summary>
    Pause,

    /// <summary>Both databases are compared, and the next one is completed.</summary>
    Finish,

    /// <summary>The workspace's pointer is switched.</summary>
    Switch,

    /// <summary>The database left behind is closed.</summary>
    Close,

    /// <summary>After a failure before the switch: what was begun is taken back.</summary>
    TakeBack,
}
