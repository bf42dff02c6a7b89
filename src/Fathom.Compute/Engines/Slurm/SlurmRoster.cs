namespace Fathom.Compute.Engines.Slurm;

/// <summary>The engine's pilots, compared with what Slurm tells. Used by one round at a time; readers take the lock.</summary>
internal sealed class SlurmRoster(SecretFolder secrets, TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly Dictionary<(string Submission, int Index), SlurmPilot> pilots = [];

    /// <summary>All pilots.</summary>
    public List<SlurmPilot> All
    {
        get
        {
            lock (gate)
            {
                return [.. pilots.Values];
            }
        }
    }

    /// <summary>Takes over what an earlier server submitted and has not seen end.</summary>
    /// <returns>Number of pilots taken over.</returns>
    public int Adopt()
    {
        var before = All.Count;
        foreach (var submission in secrets.Submissions)
        {
            Add(submission, secrets.ElementsOf(submission), adopted: true);
        }
        return All.Count - before;
    }

    /// <summary>Adds the pilots of a submission; those known already stay as they are.</summary>
    public void Add(string submission, IEnumerable<int> elements, bool adopted)
    {
        lock (gate)
        {
            foreach (var element in elements)
            {
                pilots.TryAdd((submission, element), new SlurmPilot(submission, element, adopted, time.GetTimestamp()));
            }
        }
    }

    /// <summary>The pilot's end is told, or it never came to be.</summary>
    public void Remove(SlurmPilot pilot)
    {
        secrets.Remove(pilot.Submission, pilot.Index);
        lock (gate)
        {
            pilots.Remove((pilot.Submission, pilot.Index));
        }
    }

    /// <summary>Takes over what Slurm tells; returns those whose end it tells, and those that it does not name.</summary>
    public (List<(SlurmPilot Pilot, SlurmElement Element)> Over, List<SlurmPilot> Unnamed) Compare(IReadOnlyList<SlurmElement> told)
    {
        var over = new List<(SlurmPilot, SlurmElement)>();
        var unnamed = All.ToHashSet();
        var now = time.GetTimestamp();
        foreach (var element in told)
        {
            SlurmPilot? pilot;
            lock (gate)
            {
                pilots.TryGetValue((element.Comment, element.Index), out pilot);
            }
            if (pilot is null || !unnamed.Remove(pilot))
            {
                continue; // over long ago and told, or another's
            }
            (pilot.Array, pilot.Phase, pilot.Seen) = (element.Array, SlurmStates.PhaseOf(element.State), now);
            if (pilot.Phase == SlurmPhase.Over)
            {
                over.Add((pilot, element));
            }
        }
        return (over, [.. unnamed]);
    }
}
