using Fathom.Identity.Tokens;

namespace Fathom.Identity.Access;

/// <summary>Who asks.</summary>
/// <param name="Role">What it may do.</param>
/// <param name="Name">Its name in the ledger.</param>
/// <param name="PilotId">Its number, where it is a pilot.</param>
public sealed record Principal(Role Role, string Name, long? PilotId = null)
{
    /// <summary>End of a pilot's token, where it expires.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>The submitted slot whose single-use secret was offered, where one was.</summary>
    public BootstrapClaim? Slot { get; init; }

    /// <summary>What the holder of a storage token may create, where one was offered.</summary>
    public CreationClaim? Creation { get; init; }

    /// <summary>Nobody in particular, from this machine.</summary>
    public static Principal Reader { get; } = new(Role.Reader, "reader");
}

/// <summary>Roles.</summary>
public enum Role
{
    /// <summary>Looks, changes nothing.</summary>
    Reader,

    /// <summary>Holds the bootstrap secret: may register as a pilot, nothing else.</summary>
    PilotBootstrap,

    /// <summary>Leases jobs and speaks of its own attempts.</summary>
    Pilot,

    /// <summary>Holds the storage token of an attempt: may create files in its folder, nothing else.</summary>
    Writer,

    /// <summary>Runs campaigns.</summary>
    Operator,
}
