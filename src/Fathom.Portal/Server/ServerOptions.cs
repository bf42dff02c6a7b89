using Fathom.Compute.Payload;
using Fathom.Portal.Observatory;

namespace Fathom.Portal.Server;

/// <summary>How the server runs.</summary>
public sealed record ServerOptions
{
    /// <summary>Folder of the workspace.</summary>
    public required string Workspace { get; init; }

    /// <summary>Port on the loopback interface; 0 takes a free one. Default: 8080.</summary>
    public int Port { get; init; } = 8080;

    /// <summary>Address that pilots and commands are told, where something stands before the server. Default: its own.</summary>
    public Uri? Announced { get; init; }

    /// <summary>Address under which the world reaches what is published, where a web server stands before this one. Default: its own.</summary>
    public Uri? Published { get; init; }

    /// <summary>A lease without a heartbeat ends after this [s]. Default: 30.</summary>
    public double LeaseSeconds { get; init; } = 30;

    /// <summary>Interval of the pilots' heartbeats [s], at most half of the lease. Default: 5.</summary>
    public double HeartbeatSeconds { get; init; } = 5;

    /// <summary>Pilots that the server keeps alive on this machine; 0 for none. Default: 4.</summary>
    public int Pilots { get; init; } = 4;

    /// <summary>Pilots from Slurm; null for none. Default: none.</summary>
    public SlurmServerOptions? Slurm { get; init; }

    /// <summary>A closed attempt's path is swept until its writer can write no more. Default: 10 min.</summary>
    public TimeSpan SweepGrace { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a stop waits for pilots and requests to end [s]. Default: 20.</summary>
    public double DrainSeconds { get; init; } = 20;

    /// <summary>Command line with which pilots are started. Default: this program's own.</summary>
    public SelfCommand? Command { get; init; }

    /// <summary>Where the engine says what it does. Default: nowhere.</summary>
    public TextWriter Log { get; init; } = TextWriter.Null;

    /// <summary>Time added to each sync of the database, to measure as on a slower disk. Default: none.</summary>
    public TimeSpan AddedSyncTime { get; init; } = TimeSpan.Zero;

    /// <summary>The database where it is not the workspace's own file: a PostgreSQL URL. Default: the file.</summary>
    public string? Database { get; init; }

    /// <summary>What queries on published data may take.</summary>
    public ObservatoryOptions Observatory { get; init; } = new();

    /// <summary>Clock. Default: the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Checks the values.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public void Validate()
    {
        ArgumentException.ThrowIfNullOrEmpty(Workspace);
        ArgumentOutOfRangeException.ThrowIfNegative(Port);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Port, 65535);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(HeartbeatSeconds);
        ArgumentOutOfRangeException.ThrowIfLessThan(LeaseSeconds, 2 * HeartbeatSeconds);
        ArgumentOutOfRangeException.ThrowIfNegative(Pilots);
        ArgumentOutOfRangeException.ThrowIfNegative(DrainSeconds);
    }
}
