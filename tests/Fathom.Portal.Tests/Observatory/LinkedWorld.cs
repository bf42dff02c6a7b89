using Fathom.Database;
using Fathom.Portal.Tests.World;
using Fathom.Vo.Publishing;
using Fathom.Vo.Releases;

namespace Fathom.Portal.Tests.Observatory;

/// <summary>A server that publishes three events, one of them in full, with an effective area.</summary>
public sealed class LinkedWorld : IAsyncLifetime
{
    public const string FullEvent = "all hits of e1";

    private const string Description = """
        name: linked
        version: "1.0"
        title: Three events
        authors: [Fathom]
        abstract: Made to be linked.
        licence: CC-BY-4.0
        doi: 10.5281/zenodo.1
        subjects: [neutrino-astronomy]
        instrument: KM3NeT/ARCA
        site: {longitude: 15.9, latitude: 36.3, elevation: -3450}
        coverage: {sky: 0/0-11, time_begin: 59000, time_end: 59100, energy_least: 100, energy_greatest: 10000}
        livetime: 90
        flavour_convention: average
        responses: [{kind: effective_area, file: area.csv, positive_cos_zenith: down_going, description: area}]
        files: [{file: e1.root, role: full_event, row: e1, description: all hits}, {file: README.md, role: documentation, description: words}]
        columns:
          - {source: id, ucd: meta.id;meta.main}
          - {source: mjd, unit: d, ucd: time.epoch;meta.main}
          - {source: ra, unit: deg, ucd: pos.eq.ra;meta.main}
          - {source: dec, unit: deg, ucd: pos.eq.dec;meta.main}
          - {source: energy, unit: GeV, ucd: phys.energy}
        """;

    private static readonly (string Name, string Text)[] s_files =
    [
        ("events.csv", "id,mjd,ra,dec,energy\ne1,59001.5,10.5,20.5,1000\ne2,59002.5,11.5,20.5,2000\ne3,59003.5,200.5,-20.5,3000\n"),
        ("area.csv", "log10(nu_E [GeV]) low,log10(nu_E [GeV]) high,cos(zen) low,cos(zen) high,aeff [m^2]\n2,3,-1,0,1\n2,3,0,1,2\n3,4,-1,0,3\n3,4,0,1,4\n"),
        ("e1.root", FullEvent), ("README.md", "words"),
    ];

    public PortalWorld World { get; private set; } = null!;

    public HttpClient Client => World.Reader;

    public ReleaseShelf Shelf { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        World = await PortalWorld.MakeAsync();
        var folders = new WorkspaceFolders(World.Root);
        Shelf = new ReleaseShelf(folders.Publications);
        string source = Directory.CreateDirectory(Path.Combine(folders.Scratch, "linked")).FullName;
        foreach ((string name, string text) in s_files)
        {
            await File.WriteAllTextAsync(Path.Combine(source, name), text);
        }

        ReleaseDescription release = await Shelf.Files.AddAsync(ReleaseYaml.Read(Description, "linked"), file => Path.Combine(source, file), default);
        (IReadOnlyList<ReleaseProblem> problems, long? rows) = await ReleaseImport.WriteAsync([Path.Combine(source, "events.csv")], release, Shelf.PlaceFor("linked", "1.0"), default);
        Assert.True(rows == 3, string.Join('\n', problems));
        Shelf.Move(Shelf.Find("linked")!, ReleaseState.Published, DateTimeOffset.UnixEpoch.AddDays(20_000));
    }

    public async Task DisposeAsync() => await World.DisposeAsync();
}
