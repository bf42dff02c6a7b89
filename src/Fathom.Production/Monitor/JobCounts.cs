using Fathom.Production.Jobs;

namespace Fathom.Production.Monitor;

/// <summary>Number of jobs of each transformation in each state, kept with every change. One writer; any thread reads.</summary>
public sealed class JobCounts
{
    private static readonly int States = Enum.GetValues<JobState>().Length;
    private readonly Lock _gate = new();
    private long[] _cells = [];

    /// <summary>Jobs of a transformation in each state; the place is the state.</summary>
    public long[] Of(long transformation)
    {
        lock (_gate)
        {
            long[] states = new long[States];
            long from = transformation * States;
            if (transformation >= 0 && from < _cells.Length)
            {
                _cells.AsSpan((int)from, States).CopyTo(states);
            }

            return states;
        }
    }

    /// <summary>All jobs in each state; the place is the state.</summary>
    public long[] Total()
    {
        lock (_gate)
        {
            long[] states = new long[States];
            for (int i = 0; i < _cells.Length; i++)
            {
                states[i % States] += _cells[i];
            }

            return states;
        }
    }

    internal void Add(long transformation, JobState state, long jobs)
    {
        lock (_gate)
        {
            int place = checked(((int)transformation * States) + (int)state);
            if (place >= _cells.Length)
            {
                Array.Resize(ref _cells, Math.Max((int)(transformation + 1) * States, _cells.Length * 2));
            }

            _cells[place] += jobs;
        }
    }
}
