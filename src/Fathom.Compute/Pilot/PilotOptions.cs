using Fathom.Compute.Payload;

namespace Fathom.Compute.Pilot;

/// <summary>How a pilot works.</summary>
public sealed class PilotOptions
{
    /// <summary>Address of the server; null where it is read from the workspace.</summary>
    public Uri? Server { get; init; }

    /// <summary>
    /// The workspace, whose run/server.json tells the address of its server anew after each start, and whose secret
    /// the pilot registers with; null on a machine that does not see it.
    /// </summary>
    public string? Workspace { get; init; }

    /// <summary>File with the bootstrap secret, readable by its owner alone; default: the workspace's.</summary>
    public string? SecretFile { get; init; }

    /// <summary>Folder under which the pilot makes its scratch. Default: the workspace's, else the system's temporary folder.</summary>
    public string? Scratch { get; init; }

    /// <summary>Name of the engine that started the pilot.</summary>
    public string Engine { get; init; } = "hand";

    /// <summary>Site it runs at.</summary>
    public string Site { get; init; } = "local";

    /// <summary>Payloads at a time. Default 1.</summary>
    public int Slots { get; init; } = 1;

    /// <summary>The batch system ends the pilot after this, counted from its start; null: never.</summary>
    public TimeSpan? WallTime { get; init; }

    /// <summary>The first leases of its herd are spread over this. Default: none.</summary>
    public TimeSpan Spread { get; init; }

    /// <summary>
    /// What the node keeps from one pilot to the next: speed, constants, releases. Null: nothing is kept.
    /// </summary>
    public string? Cache { get; init; }

    /// <summary>What payloads use is looked at this often. Default 1 s.</summary>
    public TimeSpan WatchPeriod { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Ends after this long without any answer from a server [s]. Default 900.</summary>
    public TimeSpan ServerPatience { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Ends after this long without a job; null: never.</summary>
    public TimeSpan? IdleLimit { get; init; }

    /// <summary>Command line of the payload process; "payload --request FILE" is added.</summary>
    public required SelfCommand Payload { get; init; }
}
