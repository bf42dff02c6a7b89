using System.Globalization;
using System.Text;
using System.Text.Json;
using Fathom.Compute.Steps;
using Fathom.Production.Protocol;

namespace Fathom.Portal.Tests.World;

/// <summary>What the steps would make: small files of the right names and facts.</summary>
internal static class Payloads
{
    public const int EventsPerFile = 50;

    public static MadeFile Make(string campaign, LeasedJob job)
    {
        var tier = job.Step switch { "decode" => "RTRAW", "reconstruct" => "ESD", _ => "miniESD" };
        var input = job.Inputs[0].Lfn;
        var name = Path.GetFileNameWithoutExtension(input[(input.LastIndexOf('/') + 1)..]);
        var lfn = $"{campaign}/{tier}/{name}.{tier.ToLowerInvariant()}";
        return new MadeFile(tier, lfn, Encoding.UTF8.GetBytes(lfn), EventsPerFile, tier == "miniESD" ? Summary(job.Fence.JobId) : "{}");
    }

    /// <summary>Runs a telescope step on the real bytes.</summary>
    public static MadeFile Telescope(string campaign, LeasedJob job, string scratch)
    {
        IStep step = job.Step == "telescope-reconstruct" ? new TelescopeReconstructStep() : new TelescopeReduceStep();
        var input = job.Inputs[0];
        var replica = input.Replicas[0];
        var folder = Directory.CreateDirectory(Path.Combine(scratch, Guid.NewGuid().ToString("N"))).FullName;
        var request = new StepRequest(
            [new StepInput(input.Lfn, input.Tier, Path.Combine(replica.Element.Root, replica.Path))], folder, null, job.Parameters);
        var output = step.Run(request, new Progress<double>(), CancellationToken.None).Outputs[0];
        return new MadeFile(
            output.Tier, $"{campaign}/{output.FileName}", File.ReadAllBytes(Path.Combine(folder, output.FileName)), output.Events,
            JsonSerializer.Serialize(output.Metadata));
    }

    // A spectrum that falls, with a peak at 2.2 MeV, so that a person sees what the plots show.
    private static string Summary(long job)
    {
        var energy = new int[60];
        for (var bin = 0; bin < energy.Length; bin++)
        {
            var mev = (bin + 0.5) * 0.2;
            energy[bin] = (int)Math.Round((40 * Math.Exp(-mev / 0.9)) + (18 * Math.Exp(-Math.Pow((mev - 2.2) / 0.18, 2))) + (3 * Math.Exp(-Math.Pow((mev - 4) / 2, 2))) + (job % 2));
        }

        var volume = Enumerable.Range(0, 40).Select(bin => 4 + (int)((job + (bin * 7)) % 3)).ToArray();
        return JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["reconstructed"] = 48,
            ["ibdPairs"] = 2,
            ["livetimeNs"] = 1_500_000_000L,
            ["energyHistogramMaximum"] = 12.0,
            ["energyHistogram"] = energy,
            ["volumeHistogram"] = volume,
        });
    }

    public static string RawName(int run, int section) => string.Create(CultureInfo.InvariantCulture, $"raw/RUN.{run}.JUNODAQ.Physics.{section:D3}.raw");
}
