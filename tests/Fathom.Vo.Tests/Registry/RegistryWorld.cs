using System.Text;
using System.Xml.Linq;
using Fathom.Vo.Publishing;
using Fathom.Vo.Registry;
using Fathom.Vo.Releases;
using Fathom.Vo.Tap;
using Fathom.Vo.Uws;

namespace Fathom.Vo.Tests.Registry;

/// <summary>A shelf with a published and a withdrawn release, and the registry over it.</summary>
public sealed class RegistryWorld : IAsyncLifetime
{
    public static readonly DateTimeOffset Stated = new(2026, 1, 10, 12, 0, 0, TimeSpan.Zero), Published = Stated.AddDays(5), Withdrawn = Stated.AddDays(9);

    private readonly string _folder = Directory.CreateTempSubdirectory("registry").FullName;

    public ReleaseShelf Shelf { get; private set; } = null!;

    public OaiPublisher Oai { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Shelf = new ReleaseShelf(_folder);
        foreach (string name in new[] { "events", "mistaken" })
        {
            var about = new ReleaseDescription
            {
                Name = name,
                Version = "1.0",
                Title = $"Made {name} & more",
                Authors = ["A. Author", "B. Author"],
                Abstract = "Drawn <at> random.",
                Licence = "CC-BY-4.0",
                Doi = "10.5281/zenodo.1",
                Bibcode = "2026A&A...1....1A",
                Instrument = "ANTARES",
                Coverage = new ReleaseCoverage { TimeBegin = 54000.5, TimeEnd = 57000, EnergyLeast = 10, EnergyGreatest = 1e7 },
            };
            await using var events = new SyntheticEvents(500, seed: 3);
            await ReleaseWriter.WriteAsync(Shelf.PlaceFor(name, "1.0"), name, "main", events, about);
            Shelf.Move(Shelf.Find(name)!, ReleaseState.Published, Published);
        }

        Shelf.Move(Shelf.Find("mistaken")!, ReleaseState.Withdrawn, Withdrawn);
        var publisher = new Publisher("fathom.example", "Example & Sons", "data@fathom.example", Stated);
        IReadOnlyList<RegistryRecord> records = RegistryRecords.Of(
            publisher, [new PublishedRelease(Shelf.Find("events")!, Shelf.Files)], Shelf.List(ReleaseState.Withdrawn), "https://data.example", new TapLimits(), new UwsLimits());
        Oai = new OaiPublisher(publisher, records, new Uri("https://data.example/oai"), TimeProvider.System);
    }

    /// <summary>An answer of the registry.</summary>
    /// <param name="query">As in an address: names and values.</param>
    public XDocument Ask(string query) => XDocument.Parse(Encoding.UTF8.GetString(Oai.Answer(
        query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(one => one.Split('=', 2)).Select(one => KeyValuePair.Create(one[0], one[1])))));

    public Task DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }
}
