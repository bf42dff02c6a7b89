namespace Fathom.Vo.Releases;

/// <summary>What the rows of a release are.</summary>
public enum ReleaseKind
{
    /// <summary>Events that a detector has seen.</summary>
    Events,

    /// <summary>Sources on the sky, collected from others.</summary>
    Catalogue,

    /// <summary>A tabulated response of a detector.</summary>
    Responses,

    /// <summary>Events that nobody has seen: drawn at random or simulated.</summary>
    MadeEvents,
}
