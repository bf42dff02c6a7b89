namespace Fathom.Compute.Pilot;

/// <summary>What each slot of a pilot does.</summary>
internal sealed class SlotTable(int count, JobDurations durations, TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly (string? Kind, long Began)[] slots = new (string?, long)[count];

    /// <summary>True where no slot runs anything.</summary>
    public bool AllFree
    {
        get
        {
            lock (gate)
            {
                return !slots.Any(slot => slot.Kind is not null);
            }
        }
    }

    /// <summary>A slot begins a job of a kind.</summary>
    public void Occupy(int slot, string kind)
    {
        lock (gate)
        {
            slots[slot] = (kind, time.GetTimestamp());
        }
    }

    /// <summary>A slot is free.</summary>
    public void Free(int slot)
    {
        lock (gate)
        {
            slots[slot] = default;
        }
    }

    /// <summary>For each slot when it is free at the latest: zero where it is, null where nobody knows.</summary>
    public TimeSpan?[] Left()
    {
        lock (gate)
        {
            var now = time.GetTimestamp();
            // Most slots of a pilot run jobs of one kind.
            (string? Kind, TypicalDuration? Duration) typical = default;
            return Array.ConvertAll(slots, slot =>
            {
                if (slot.Kind is null)
                {
                    return TimeSpan.Zero;
                }
                if (!ReferenceEquals(slot.Kind, typical.Kind) && slot.Kind != typical.Kind)
                {
                    typical = (slot.Kind, durations.Typical(slot.Kind));
                }
                return JobDurations.Left(typical.Duration, time.GetElapsedTime(slot.Began, now));
            });
        }
    }
}
