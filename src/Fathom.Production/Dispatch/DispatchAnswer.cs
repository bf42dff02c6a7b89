namespace Fathom.Production.Dispatch;

/// <summary>A job for a pilot.</summary>
/// <param name="JobId">The job.</param>
/// <param name="TransformationId">Its transformation.</param>
/// <param name="ReadFrom">Element to read the inputs from; null where the job has none.</param>
/// <param name="ReadBytesPerSecond">The pilot may read so fast and no faster [byte/s]; infinite where the element has no ceiling.</param>
/// <param name="ExpectedSeconds">Expected duration on this pilot [s]; 0 where unknown.</param>
public readonly record struct DispatchDecision(
    long JobId, long TransformationId, string? ReadFrom, double ReadBytesPerSecond, double ExpectedSeconds);

/// <summary>What a pilot gets.</summary>
/// <param name="Count">Jobs written into the caller's span.</param>
/// <param name="Obstacles">What kept waiting jobs from being given where fewer were given than asked for.</param>
/// <param name="RetryAfter">When to ask again where none was given; spread so that a herd does not come back together.</param>
public readonly record struct DispatchAnswer(int Count, DispatchObstacles Obstacles, TimeSpan RetryAfter);

/// <summary>What keeps waiting jobs from a pilot.</summary>
[Flags]
public enum DispatchObstacles
{
    /// <summary>Nothing; or nothing waits.</summary>
    None = 0,

    /// <summary>The pilot's site is banned.</summary>
    SiteBanned = 1,

    /// <summary>The site runs as many jobs as it may.</summary>
    SiteLimit = 2,

    /// <summary>The user runs as many jobs as they may.</summary>
    UserLimit = 4,

    /// <summary>The campaign runs as many jobs as it may.</summary>
    CampaignLimit = 8,

    /// <summary>The transformation runs as many jobs as it may.</summary>
    TransformationLimit = 16,

    /// <summary>The campaign or the transformation is not active.</summary>
    NotActive = 32,

    /// <summary>The transformation does not run at the pilot's site.</summary>
    OtherSites = 64,

    /// <summary>The jobs last longer than the pilot's remaining wall time.</summary>
    WallTime = 128,

    /// <summary>Every element that has the inputs is banned.</summary>
    ElementBanned = 256,

    /// <summary>Every element that has the inputs is read by as many jobs as it may be.</summary>
    ElementLimit = 512,

    /// <summary>Every element that has the inputs is at its ceiling of bytes a second.</summary>
    ElementLoad = 1024,

    /// <summary>The jobs were lost on the pilot's host and wait for another.</summary>
    HostAvoided = 2048,

    /// <summary>The jobs wait until they may be tried again.</summary>
    NotBefore = 4096,

    /// <summary>Starts of a herd are being spread.</summary>
    StartSpread = 8192,

    /// <summary>The pilot's node is banned.</summary>
    NodeBanned = 16384,

    /// <summary>Attempts fail one after another before they begin, for reasons outside the jobs: one at a time is tried.</summary>
    CannotBegin = 32768,

    /// <summary>The element that the jobs write to is away or full.</summary>
    ElementTrouble = 65536,
}
