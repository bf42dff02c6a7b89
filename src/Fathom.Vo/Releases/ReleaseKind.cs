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
}
