using Fathom.RealDataFiles;
using Fathom.SourceTrees;
using Fathom.Vo.Publishing;
using Fathom.Vo.Releases;
using Xunit.Abstractions;

namespace Fathom.Vo.Tests.Releases;

/// <summary>The releases that come with the program, made of the real data.</summary>
public sealed class SampleReleaseTests(ITestOutputHelper output) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("icecube_ps_ic86_2011", "icecube-ps-ic86-2011", 138_322, "upgoing_events.txt", "downgoing_events.txt")]
    [InlineData("icecube_hese7", "icecube-hese7", 102, "HESE_data.json")]
    [InlineData("km3_230213a", "km3-230213a", 1, "KM3-230213A_voevent.xml")]
    [InlineData("gammacat", "gammacat", 166, "gammacat.ecsv")]
    [InlineData("km3net_arca230_tracks", "km3net-arca230-irf", 720, "aeff_coszen_allnumuCC_track.csv")]
    [InlineData("km3net_arca230_showers", "km3net-arca230-irf", 720, "aeff_coszen_allnueCC_shower.csv")]
    public async Task A_sample_release_is_made_of_its_source_and_the_check_has_nothing_to_say(string name, string source, long rows, params string[] from)
    {
        string?[] files = [.. from.Select(file => RealData.Find($"{source}/{file}", output))];
        if (files.Contains(null))
        {
            return;
        }

        var shelf = new ReleaseShelf(_folder["shelf"]);
        ReleaseDescription release = ReleaseYaml.ReadFile(Path.Combine(SourceTree.Root, "samples", "releases", name + ".yaml"));
        ReleaseDescription whole = await shelf.Files.AddAsync(release, file => RealData.Find($"{source}/{file}", output), default);
        await ReleaseImport.WriteAsync(files!, whole, shelf.PlaceFor(name, "1.0"), default);
        ReleaseInspection found = await ReleaseInspection.OfAsync(shelf, shelf.Find(name)!, default);
        Assert.Empty(found.Problems);
        Assert.Equal(rows, found.Rows);
        Assert.Equal(release.Files.Count + release.Responses.Count, whole.Files.Count);
    }
}
