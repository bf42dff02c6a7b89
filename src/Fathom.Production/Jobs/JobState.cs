namespace Fathom.Production.Jobs;

/// <summary>States of a job.</summary>
public enum JobState
{
    /// <summary>May be leased.</summary>
    Waiting,

    /// <summary>Leased to a pilot; its payload has not begun.</summary>
    Matched,

    /// <summary>Its payload runs.</summary>
    Running,

    /// <summary>Its outputs are uploaded; the server checks them.</summary>
    Completing,

    /// <summary>Its outputs are accepted.</summary>
    Done,

    /// <summary>Waits for a person; the cause says why.</summary>
    Held,

    /// <summary>Ended by a person.</summary>
    Killed,

    /// <summary>Its accepted output was invalidated, or its input was.</summary>
    Invalidated,
}

/// <summary>States of an attempt. The first three are live, the others closed for good.</summary>
public enum AttemptState
{
    /// <summary>A pilot holds it.</summary>
    Leased,

    /// <summary>Its payload runs.</summary>
    Running,

    /// <summary>Its outputs are uploaded and wait for the server's check.</summary>
    Uploaded,

    /// <summary>Its outputs are the job's.</summary>
    Accepted,

    /// <summary>The payload failed.</summary>
    Failed,

    /// <summary>Pilot, node, server or storage were lost.</summary>
    Lost,

    /// <summary>The server's check did not find what the pilot had uploaded.</summary>
    Refused,

    /// <summary>Ended by a person, or because its input was invalidated.</summary>
    Killed,
}

/// <summary>Which states mean what.</summary>
public static class StateFacts
{
    /// <summary>True where the attempt may still write to its path.</summary>
    public static bool IsLive(this AttemptState state) => state is AttemptState.Leased or AttemptState.Running or AttemptState.Uploaded;

    /// <summary>True where the job will still do something by itself.</summary>
    public static bool IsOpen(this JobState state) =>
        state is JobState.Waiting or JobState.Matched or JobState.Running or JobState.Completing;
}
