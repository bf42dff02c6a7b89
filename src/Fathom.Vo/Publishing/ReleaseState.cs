namespace Fathom.Vo.Publishing;

/// <summary>Where a release stands.</summary>
public enum ReleaseState
{
    /// <summary>Made, not public.</summary>
    Draft,

    /// <summary>Public, and it does not change any more.</summary>
    Published,

    /// <summary>Was public; its table is kept, but not served.</summary>
    Withdrawn,
}
