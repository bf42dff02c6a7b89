using Fathom.Production.Dispatch;
using Fathom.Production.Protocol;
using Fathom.Production.State;
using Fathom.Twin.Scenarios;

namespace Fathom.Twin.Campaign;

/// <summary>What is known of a scenario's jobs before they run: predicted duration, bytes to read, and the elements that have them.</summary>
internal sealed class SimulatedForecasts : IJobForecasts
{
    private static readonly StorageElementAddress Nowhere = new("inputs", "memory", "/");

    private readonly Scenario _scenario;
    private readonly SimulatedJobs _jobs;
    private readonly byte[] _holders;
    private readonly int[] _placements;
    private readonly ReplicaAddress[][] _replicas;

    /// <summary>Draws which elements hold the input of each job.</summary>
    public SimulatedForecasts(Scenario scenario, SimulatedJobs jobs, Dispatcher dispatcher, Random random)
    {
        (_scenario, _jobs) = (scenario, jobs);
        // A set of holders is a number in binary.
        ElementSetup[][] sets = [.. Enumerable.Range(0, 1 << scenario.Elements.Count)
            .Select(set => scenario.Elements.Where((_, i) => (set >> i & 1) != 0).ToArray())];
        _placements = [.. sets.Select(set => dispatcher.PlacementOf(set.Select(element => element.Name)))];
        _replicas = [.. sets.Select(set => set.Length == 0
            ? [new ReplicaAddress(Nowhere, "input")]
            : set.Select(element => new ReplicaAddress(new StorageElementAddress(element.Name, "memory", "/"), "input")).ToArray())];
        _holders = new byte[jobs.Seconds.Length];
        for (int i = 0; i < _holders.Length; i++)
        {
            _holders[i] = (byte)Holders(random);
        }
    }

    /// <inheritdoc/>
    public IEnumerable<JobRange> Of(StepFacts step, long firstJob, int count)
    {
        double bytes = _scenario.Elements.Count > 0 ? _scenario.GigabytesPerJob * 1e9 : 0;
        for (long job = firstJob; job < firstJob + count; job++)
        {
            yield return new JobRange(job, 1, SizeOf(job), bytes, _placements[_holders[job - 1]]);
        }
    }

    /// <summary>What a job's duration grows with, as it is known before it runs: its predicted seconds stand for its bytes.</summary>
    public double SizeOf(long job) => _jobs.Predicted[job - 1];

    /// <summary>The input of a job as its pilot gets it; the file has the job's number.</summary>
    public LeasedInput InputOf(long file) =>
        new("input", "RAW", (long)(_scenario.GigabytesPerJob * 1e9), SoundElement.Checksum, _replicas[_holders[file - 1]]);

    private int Holders(Random random)
    {
        int set = 0;
        for (int i = 0; i < _scenario.Elements.Count; i++)
        {
            set |= _scenario.Elements[i].Holds >= 1 || random.NextDouble() < _scenario.Elements[i].Holds ? 1 << i : 0;
        }

        return set;
    }
}
