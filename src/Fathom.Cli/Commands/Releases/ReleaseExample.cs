using System.Reflection;
using Fathom.Vo.Releases;

namespace Fathom.Cli.Commands.Releases;

/// <summary>A release that is made of public data: its description comes with the program.</summary>
/// <param name="Name">Its name, and that of its description.</param>
/// <param name="Source">The data source.</param>
/// <param name="From">Files of the source that hold its rows.</param>
internal sealed record ReleaseExample(string Name, string Source, IReadOnlyList<string> From)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<ReleaseExample> All { get; } =
    [
        new("icecube_ps_ic86_2011", "icecube-ps-ic86-2011", ["upgoing_events.txt", "downgoing_events.txt"]),
        new("icecube_hese7", "icecube-hese7", ["HESE_data.json"]),
        new("km3_230213a", "km3-230213a", ["KM3-230213A_voevent.xml"]),
        new("gammacat", "gammacat", ["gammacat.ecsv"]),
        new("km3net_arca230_tracks", "km3net-arca230-irf", ["aeff_coszen_allnumuCC_track.csv"]),
        new("km3net_arca230_showers", "km3net-arca230-irf", ["aeff_coszen_allnueCC_shower.csv"]),
    ];

    /// <summary>Its description.</summary>
    public ReleaseDescription Describe()
    {
        string resource = $"releases/{Name}.yaml";
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"{resource} is not embedded in this build.");
        using var text = new StreamReader(stream);
        return ReleaseYaml.Read(text.ReadToEnd(), resource);
    }
}
