namespace Fathom.Compute.Engines.Slurm;

/// <summary>What the error text of a Slurm command means, and what to do about it: a pure function.</summary>
internal static class SlurmFaults
{
    private static readonly (string Part, SlurmFault Fault, string Advice)[] Known =
    [
        ("Unable to contact slurm controller", SlurmFault.ControllerAway, "It is asked again."),
        ("Socket timed out", SlurmFault.ControllerAway, "It is asked again."),
        ("Connection refused", SlurmFault.ControllerAway, "It is asked again."),
        ("Zero Bytes were transmitted", SlurmFault.ControllerAway, "It is asked again."),
        ("Slurm backup controller in standby mode", SlurmFault.ControllerAway, "It is asked again."),
        ("SubmitJob", SlurmFault.QueueFull, "Fewer pilots wait at a time with --slurm-max-queued."),
        ("SubmitLimit", SlurmFault.QueueFull, "Fewer pilots wait at a time with --slurm-max-queued."),
        ("MaxJobCount", SlurmFault.QueueFull, "Slurm holds as many jobs as it may; it is asked again."),
        ("temporarily unable to accept job", SlurmFault.QueueFull, "It is asked again."),
        ("Resource temporarily unavailable", SlurmFault.QueueFull, "It is asked again."),
        ("invalid partition", SlurmFault.Refused, "Name one of 'sinfo' with --slurm-partition."),
        ("Invalid account", SlurmFault.Refused, "Name one of yours ('sacctmgr show associations') with --slurm-account."),
        ("required partition not available", SlurmFault.Refused, "The partition is down; name another with --slurm-partition."),
        ("Requested time limit is invalid", SlurmFault.Refused, "The partition allows less; see --slurm-time."),
        ("Requested node configuration is not available", SlurmFault.Refused, "No node has so many CPUs or so much memory; see --slurm-memory and --slots."),
        ("Memory specification can not be satisfied", SlurmFault.Refused, "No node has so much memory; see --slurm-memory."),
        ("Job violates accounting/QOS policy", SlurmFault.QueueFull, "A limit of your account is reached; it is asked again."),
        ("Invalid job array specification", SlurmFault.Refused, "Slurm's MaxArraySize is smaller; see --slurm-max-queued."),
    ];

    /// <summary>The fault of a command that wrote this to its error stream.</summary>
    public static SlurmException Of(string command, int exitCode, string error)
    {
        var text = error.ReplaceLineEndings(" ").Trim();
        var shown = text.Length > 400 ? text[..400] + "…" : text;
        foreach (var (part, fault, advice) in Known)
        {
            if (text.Contains(part, StringComparison.OrdinalIgnoreCase))
            {
                return new SlurmException(fault, $"{command}: {shown} {advice}");
            }
        }
        return new SlurmException(SlurmFault.Other, $"{command} ended with exit code {exitCode}: {(shown.Length > 0 ? shown : "it said nothing")}");
    }
}
