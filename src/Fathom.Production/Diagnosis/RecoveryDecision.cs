namespace Fathom.Production.Diagnosis;

/// <summary>What is done after an attempt failed.</summary>
public enum RecoveryAction
{
    /// <summary>The job waits for another attempt.</summary>
    Retry,

    /// <summary>The job is held for a person.</summary>
    Hold,
}

/// <summary>A decision of the recovery policy.</summary>
/// <param name="Action">What is done.</param>
/// <param name="Cause">Normalised cause where held, else empty.</param>
/// <param name="Detail">Its message where held, else empty.</param>
/// <param name="Allowance">What the job may use from now on, where its retry gets more; null: as before.</param>
/// <param name="Elsewhere">True: its payload failed by its host, which the retry avoids where there are others. Losses are avoided anyhow.</param>
/// <param name="Outside">True: the cause is neither the job's nor its host's, as a full storage element; it counts as a loss, but against neither.</param>
public sealed record RecoveryDecision(
    RecoveryAction Action, string Cause, string Detail, Jobs.JobAllowance? Allowance = null, bool Elsewhere = false, bool Outside = false)
{
    /// <summary>Try again.</summary>
    public static RecoveryDecision Retry { get; } = new(RecoveryAction.Retry, "", "");
}

/// <summary>What happened to a job before, since it was created or rescheduled.</summary>
/// <param name="PayloadFailures">Failures of its payload.</param>
/// <param name="LostHosts">Different hosts on which the infrastructure was lost under it.</param>
/// <param name="StickingLosses">Losses by a cause that sticks to the job (<see cref="StickingCauses"/>), whatever the host.</param>
/// <param name="Losses">Losses of any cause.</param>
public sealed record FailureHistory(int PayloadFailures, Jobs.HostSet LostHosts, int StickingLosses, int Losses = 0);
