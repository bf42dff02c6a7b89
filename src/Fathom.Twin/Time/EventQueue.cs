namespace Fathom.Twin.Time;

/// <summary>What happens in the simulation, in order of time; what comes at the same time comes in the order in which it was set.</summary>
internal sealed class EventQueue
{
    private const int Children = 4;

    private Entry[] _heap = new Entry[1024];
    private int _count;
    private long _sequence;

    /// <summary>How many events are due.</summary>
    public int Count => _count;

    /// <summary>Sets an event.</summary>
    /// <param name="time">When [s].</param>
    /// <param name="what">What.</param>
    /// <param name="subject">To whom.</param>
    /// <param name="generation">The subject's generation: an event of an earlier one is void.</param>
    public void Add(double time, Happening what, int subject = 0, int generation = 0)
    {
        if (_count == _heap.Length)
        {
            Array.Resize(ref _heap, _count * 2);
        }

        var entry = new Entry(time, _sequence++, what, subject, generation);
        int at = _count++;
        while (at > 0 && Before(entry, _heap[(at - 1) / Children]))
        {
            _heap[at] = _heap[(at - 1) / Children];
            at = (at - 1) / Children;
        }

        _heap[at] = entry;
    }

    /// <summary>Takes the next event.</summary>
    public bool TryTake(out Entry next)
    {
        if (_count == 0)
        {
            next = default;
            return false;
        }

        next = _heap[0];
        Entry last = _heap[--_count];
        int at = 0;
        while (true)
        {
            int first = (at * Children) + 1;
            if (first >= _count)
            {
                break;
            }

            int child = first;
            for (int other = first + 1; other < Math.Min(first + Children, _count); other++)
            {
                child = Before(_heap[other], _heap[child]) ? other : child;
            }

            if (!Before(_heap[child], last))
            {
                break;
            }

            _heap[at] = _heap[child];
            at = child;
        }

        _heap[at] = last;
        return true;
    }

    private static bool Before(in Entry a, in Entry b) => a.Time < b.Time || (a.Time == b.Time && a.Sequence < b.Sequence);

    /// <summary>An event.</summary>
    internal readonly record struct Entry(double Time, long Sequence, Happening What, int Subject, int Generation);
}

/// <summary>Kinds of events.</summary>
internal enum Happening : byte
{
    /// <summary>A pilot comes up.</summary>
    PilotUp,

    /// <summary>A pilot's question reaches the server.</summary>
    Question,

    /// <summary>A payload has computed all it had to, or fails.</summary>
    PayloadEnd,

    /// <summary>A report reaches the server, and its answer the pilot.</summary>
    Report,

    /// <summary>A pilot dies without a word.</summary>
    PilotDeath,

    /// <summary>An element's next read may be complete.</summary>
    ReadCheck,

    /// <summary>A second has passed: heartbeats.</summary>
    Second,

    /// <summary>An incident of the scenario.</summary>
    Incident,
}
