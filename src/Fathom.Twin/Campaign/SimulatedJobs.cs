using Fathom.Twin.Scenarios;

namespace Fathom.Twin.Campaign;

/// <summary>How long each job truly lasts, and what is predicted of it.</summary>
internal sealed class SimulatedJobs
{
    private SimulatedJobs(float[] seconds, float[] predicted) => (Seconds, Predicted) = (seconds, predicted);

    /// <summary>True duration at CPU factor 1, job 1 first [s].</summary>
    public float[] Seconds { get; }

    /// <summary>Predicted duration [s].</summary>
    public float[] Predicted { get; }

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

        return new SimulatedJobs(seconds, predicted);
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
