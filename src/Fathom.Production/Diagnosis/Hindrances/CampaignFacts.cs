using Fathom.Production.Campaigns;
using Fathom.Production.Dispatch;
using Fathom.Production.Scouts;

namespace Fathom.Production.Diagnosis.Hindrances;

/// <summary>What is known of a campaign when somebody asks what holds it back. What cannot be known here stays at its default.</summary>
public sealed record CampaignFacts
{
    /// <summary>Name of the campaign.</summary>
    public required string Name { get; init; }

    /// <summary>Its state.</summary>
    public required CampaignState State { get; init; }

    /// <summary>Jobs that may be leased now.</summary>
    public long Waiting { get; init; }

    /// <summary>Jobs that wait for their retry delay to pass.</summary>
    public long BackingOff { get; init; }

    /// <summary>Jobs that a pilot has.</summary>
    public long Running { get; init; }

    /// <summary>Jobs that are done.</summary>
    public long Done { get; init; }

    /// <summary>Jobs that it will have in the end.</summary>
    public long Expected { get; init; }

    /// <summary>Copies of its files that are not made yet.</summary>
    public long Copies { get; init; }

    /// <summary>Why such a copy failed last; empty where none has.</summary>
    public string CopyFailure { get; init; } = "";

    /// <summary>Inputs that have no job yet.</summary>
    public long UnusedInputs { get; init; }

    /// <summary>Pilots alive, of all campaigns.</summary>
    public long Pilots { get; init; }

    /// <summary>Pilots alive that have no job.</summary>
    public long IdlePilots { get; init; }

    /// <summary>Pilots that wait in a batch queue.</summary>
    public long QueuedPilots { get; init; }

    /// <summary>Why the database refused a write just now; null where it did not, or no server runs.</summary>
    public string? Unwritten { get; init; }

    /// <summary>Engines that have fewer pilots than they should; empty where no server runs.</summary>
    public IReadOnlyList<EngineTrouble> Engines { get; init; } = [];

    /// <summary>Where its scouts are; the rest waits for them.</summary>
    public ScoutState Scouts { get; init; }

    /// <summary>What the gate found of the scouts, in words; empty where it has not judged.</summary>
    public IReadOnlyList<string> ScoutFindings { get; init; } = [];

    /// <summary>Held jobs by cause.</summary>
    public IReadOnlyList<HeldJobs> Held { get; init; } = [];

    /// <summary>Limits with what they allow and what uses them.</summary>
    public IReadOnlyList<LimitUse> Limits { get; init; } = [];

    /// <summary>Sites and storage elements that are banned.</summary>
    public IReadOnlyList<Ban> Bans { get; init; } = [];

    /// <summary>What the dispatcher met when pilots asked; empty where no server runs.</summary>
    public IReadOnlyList<DispatchHold> Holds { get; init; } = [];

    /// <summary>How attempts ended of late.</summary>
    public RecentFailures Recent { get; init; } = new(0, []);
}

/// <summary>Jobs held by one cause.</summary>
/// <param name="Cause">The cause.</param>
/// <param name="Jobs">Number of jobs.</param>
/// <param name="Example">One of them.</param>
/// <param name="Advice">What a person should do; empty where nobody knows.</param>
public sealed record HeldJobs(string Cause, long Jobs, long Example, string Advice);

/// <summary>A limit of running jobs.</summary>
/// <param name="Scope">Whose: "site IHEP", "user zhang", "this campaign", "element eos-ihep".</param>
/// <param name="Running">What uses it.</param>
/// <param name="Most">What it allows.</param>
public sealed record LimitUse(string Scope, long Running, long Most);

/// <summary>A ban.</summary>
/// <param name="Kind">"Site", "Node" or "Storage element".</param>
/// <param name="Name">Its name.</param>
/// <param name="Reason">Why.</param>
/// <param name="By">Who banned it.</param>
public sealed record Ban(string Kind, string Name, string Reason, string By);

/// <summary>How attempts ended in a period.</summary>
/// <param name="Succeeded">Ended well.</param>
/// <param name="Causes">Failed, by cause, most first.</param>
/// <param name="Period">The period in words, as "in the last hour".</param>
public sealed record RecentFailures(long Succeeded, IReadOnlyList<RecentCause> Causes, string Period = "in the last hour");

/// <summary>Failures of one cause in the period.</summary>
/// <param name="Cause">The cause.</param>
/// <param name="Attempts">Failed attempts.</param>
/// <param name="Advice">What a person should do; empty where nobody knows.</param>
/// <param name="WorstHost">Host with most of them; empty where there is no other host, or the cause is none of a host.</param>
/// <param name="OnWorstHost">How many are there.</param>
/// <param name="Element">Storage element that most of them blame; empty where none.</param>
/// <param name="AtElement">How many do.</param>
public sealed record RecentCause(
    string Cause, long Attempts, string Advice = "", string WorstHost = "", long OnWorstHost = 0, string Element = "", long AtElement = 0);
