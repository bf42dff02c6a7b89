using System.Globalization;
using Fathom.Compute.Payload;

namespace Fathom.Compute.Engines;

/// <summary>How an engine starts a pilot: the command line, in which there is no secret.</summary>
public sealed record PilotInvocation
{
    /// <summary>Command line of Fathom.</summary>
    public required SelfCommand Command { get; init; }

    /// <summary>The workspace, which the pilot finds its server in.</summary>
    public required string Workspace { get; init; }

    /// <summary>Name of the engine.</summary>
    public required string Engine { get; init; }

    /// <summary>Site that the pilots run at. Default "local".</summary>
    public string Site { get; init; } = "local";

    /// <summary>Payloads at a time. Default 1.</summary>
    public int Slots { get; init; } = 1;

    /// <summary>The pilot ends after so long without a job; null: never.</summary>
    public TimeSpan? Idle { get; init; }

    /// <summary>The batch system ends the pilot after this; null: never.</summary>
    public TimeSpan? WallTime { get; init; }

    /// <summary>The first leases of a herd are spread over this. Default: none.</summary>
    public TimeSpan Spread { get; init; }

    /// <summary>Arguments after the executable, but for the secret's file.</summary>
    public IReadOnlyList<string> Arguments
    {
        get
        {
            List<string> arguments = [.. Command.LeadingArguments, "pilot", "--workspace", Workspace, "--engine", Engine, "--site", Site];
            Add(arguments, "--slots", Slots, Slots != 1);
            Add(arguments, "--idle", Idle?.TotalSeconds ?? 0, Idle is not null);
            Add(arguments, "--wall-time", WallTime?.TotalSeconds ?? 0, WallTime is not null);
            Add(arguments, "--spread", Spread.TotalSeconds, Spread > TimeSpan.Zero);
            return arguments;
        }
    }

    private static void Add(List<string> arguments, string option, double value, bool given)
    {
        if (given)
        {
            arguments.AddRange([option, value.ToString("0.###", CultureInfo.InvariantCulture)]);
        }
    }
}
