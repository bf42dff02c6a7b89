using Fathom.Twin.Scenarios;

namespace Fathom.Twin.Campaign;

/// <summary>How long each job truly lasts, and what is predicted of it.</summary>
internal sealed class SimulatedJobs
{
    private readonly bool[] _fails;

    private SimulatedJobs(float[] seconds, float[] predicted, bool[] fails) => (Seconds, Predicted, _fails) = (seconds, predicted, fails);

    /// <summary>True duration at CPU factor 1, job 1 first [s].</summary>
    public float[] Seconds { get; }

    /// <summary>Predicted duration [s].</summary>
    public float[] Predicted { get; }

    /// <summary>Whether a job is one of those that fail once, and has not failed yet.</summary>
    public bool Fails(long job) => _fails[job - 1];

    /// <summary>A job has failed.</summary>
    public void HasFailed(long job) => _fails[job - 1] = false;

    /// <summary>All durations together [s].</summary>
    public double Work => Seconds.Sum(seconds => (double)seconds);

    /// <summary>The longest [s].</summary>
    public double Longest => Seconds.Max();

    /// <summary>Draws the jobs of a scenario.</summary>
    public static SimulatedJobs Draw(Scenario scenario, Random random)
    {
        var seconds = new float[scenario.Jobs];
        var predicted = new float[scenario.Jobs];
        double location = Math.Log(scenario.JobHours * 3600) - (scenario.JobSigma * scenario.JobSigma / 2);
        for (int i = 0; i < seconds.Length; i++)
        {
            seconds[i] = (float)Math.Exp(location + (scenario.JobSigma * Normal(random)));
            predicted[i] = (float)(seconds[i] * Math.Exp(scenario.PredictionError * Normal(random)));
        }

        var fails = new bool[scenario.Jobs];
        for (int i = 0; i < fails.Length && !scenario.RetriesFail; i++)
        {
            fails[i] = random.NextDouble() < scenario.JobFailures;
        }

        return new SimulatedJobs(seconds, predicted, fails);
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
