namespace Fathom.Benchmarks.Slurm;

/// <summary>Short jobs through a real Slurm with eight CPUs, against a plain job array on the same one.</summary>
internal static class SlurmBenchmark
{
    private const int Jobs = 1000;

    /// <summary>Measures; <c>--jobs N</c> takes fewer, <c>--no-plain</c> leaves the plain array out.</summary>
    public static IEnumerable<Figure> Run(string[] args)
    {
        int at = Array.IndexOf(args, "--jobs");
        int jobs = at >= 0 ? int.Parse(args[at + 1], System.Globalization.CultureInfo.InvariantCulture) : Jobs;
        using var cluster = new SlurmCluster();
        double longer = Sleep(jobs, "0.2").TotalSeconds;
        yield return new Figure($"slurm: {jobs} × sleep 0.2, first submission to last acceptance", longer, "s", 30.0 * jobs / Jobs);
        double shorter = Sleep(jobs, "0.02").TotalSeconds;
        yield return new Figure($"slurm: {jobs} × sleep 0.02, first submission to last acceptance", shorter, "s");
        if (args.Contains("--no-plain"))
        {
            yield break;
        }

        double plain = SlurmCluster.PlainArray(jobs, "sleep 0.02").TotalSeconds;
        yield return new Figure($"slurm: plain array of {jobs} × sleep 0.02", plain, "s");
        yield return new Figure("slurm: rate over the plain array's", plain / shorter, "", 12, Bound.AtLeast);
    }

    private static TimeSpan Sleep(int jobs, string seconds)
    {
        using var campaign = new SleepCampaign(jobs, seconds);
        return campaign.RunAsync().GetAwaiter().GetResult();
    }
}
