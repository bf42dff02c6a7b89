using System.Diagnostics;
using System.Globalization;
using Fathom.Catalog.DataSources;
using Fathom.Compute.Steps;

namespace Fathom.Benchmarks;

/// <summary>KM3-230213A through the real steps, from the triggered hits and from all hits.</summary>
internal static class TelescopeBenchmark
{
    // Published: KM3-230213A data release and its VOEvent.
    private const double PublishedRa = 94.3, PublishedDec = -7.8;

    public static IEnumerable<Figure> Run()
    {
        var found = new DataSourceResolver(DataSourceRegistry.Load(), new DataSourceResolverOptions())
            .Find("km3-230213a", "KM3-230213A_allhits.json.gz", []);
        if (found is not DataSourceResult.Found source)
        {
            throw new InvalidOperationException(((DataSourceResult.Unavailable)found).Reason);
        }

        foreach (string sample in new[] { "triggered", "all" })
        {
            foreach (Figure figure in Measure(source.Path, sample))
            {
                yield return figure;
            }
        }
    }

    private static IEnumerable<Figure> Measure(string hits, string sample)
    {
        string folder = Directory.CreateTempSubdirectory("fathom-telescope-").FullName;
        try
        {
            long begin = Stopwatch.GetTimestamp();
            StepOutput full = Step(new TelescopeReconstructStep(), hits, "TelescopeHits", Path.Combine(folder, "full"), new() { ["hits"] = sample });
            StepOutput reduced = Step(
                new TelescopeReduceStep(), Path.Combine(folder, "full", full.FileName), "TelescopeFull", Path.Combine(folder, "reduced"),
                new() { ["azimuth-correction-deg"] = "1.35" });
            double seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
            IReadOnlyDictionary<string, object> facts = reduced.Metadata;
            yield return new Figure($"{sample}: angle to the published track", Number(facts, "separationDeg"), "deg", 0.5);
            yield return new Figure($"{sample}: angular error from the fit", Number(facts, "angularErrorDeg"), "deg");
            yield return new Figure($"{sample}: distance on the sky from 94.3, -7.8", Distance(Number(facts, "ra"), Number(facts, "dec")), "deg", 0.6);
            yield return new Figure($"{sample}: the published track's distance from 94.3, -7.8", Distance(Number(facts, "publishedRa"), Number(facts, "publishedDec")), "deg", 0.02);
            yield return new Figure($"{sample}: published track, right ascension", Number(facts, "publishedRa"), "deg");
            yield return new Figure($"{sample}: published track, declination", Number(facts, "publishedDec"), "deg");
            yield return new Figure($"{sample}: hits used", Number(facts, "hitsUsed"), "hits");
            yield return new Figure($"{sample}: both steps, wall time", seconds, "s");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static StepOutput Step(IStep step, string input, string tier, string output, Dictionary<string, string> parameters)
    {
        Directory.CreateDirectory(output);
        var request = new StepRequest([new StepInput(Path.GetFileName(input), tier, input)], output, null, parameters);
        return step.Run(request, new Progress<double>(), CancellationToken.None).Outputs.Single();
    }

    private static double Number(IReadOnlyDictionary<string, object> facts, string name) =>
        Convert.ToDouble(facts[name], CultureInfo.InvariantCulture);

    private static double Distance(double ra, double dec)
    {
        const double Radian = Math.PI / 180;
        double cosine = (Math.Sin(dec * Radian) * Math.Sin(PublishedDec * Radian))
            + (Math.Cos(dec * Radian) * Math.Cos(PublishedDec * Radian) * Math.Cos((ra - PublishedRa) * Radian));
        return Math.Acos(Math.Clamp(cosine, -1, 1)) / Radian;
    }
}
