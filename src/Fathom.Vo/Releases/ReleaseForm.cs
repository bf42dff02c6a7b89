using System.Collections.Immutable;
using Fathom.Vo.Tables;
using YamlDotNet.Serialization.NamingConventions;

namespace Fathom.Vo.Releases;

/// <summary>A release's description as its YAML has it.</summary>
internal sealed class ReleaseForm
{
    public string Name { get; set; } = "";

    public string Version { get; set; } = "";

    public string Kind { get; set; } = "events";

    public Dictionary<string, string> Lacks { get; set; } = [];

    public string? Schema { get; set; }

    public string Table { get; set; } = "main";

    public string Title { get; set; } = "";

    public List<string> Authors { get; set; } = [];

    public string Abstract { get; set; } = "";

    public string? TableDescription { get; set; }

    public string Licence { get; set; } = "";

    public string? Doi { get; set; }

    public string? Bibcode { get; set; }

    public List<string> Subjects { get; set; } = [];

    public ContactForm? Contact { get; set; }

    public string? Instrument { get; set; }

    public SiteForm? Site { get; set; }

    public CoverageForm Coverage { get; set; } = new();

    public string? FlavourConvention { get; set; }

    public double? Livetime { get; set; }

    public List<ResponseForm> Responses { get; set; } = [];

    public List<FileForm> Files { get; set; } = [];

    public ProvenanceForm? Provenance { get; set; }

    public string? RowNumber { get; set; }

    public List<ColumnForm> Columns { get; set; } = [];

    public ReleaseDescription ToDescription() => new()
    {
        Name = Name,
        Version = Version,
        Kind = Word<ReleaseKind>("kind", Kind),
        Lacks = Lacks.ToImmutableDictionary(),
        Schema = Schema,
        Table = Table,
        Title = Title.Trim(),
        Authors = Authors,
        Abstract = Abstract.Trim(),
        TableDescription = TableDescription,
        Licence = Licence,
        Doi = Doi,
        Bibcode = Bibcode,
        Subjects = Subjects,
        Contact = Contact is null ? null : new ReleaseContact(Contact.Name, Contact.Email),
        Instrument = Instrument,
        Site = Site is null ? null : new ReleaseSite(Site.Longitude, Site.Latitude, Site.Elevation),
        Coverage = new ReleaseCoverage
        {
            Sky = Coverage.Sky,
            TimeBegin = Coverage.TimeBegin,
            TimeEnd = Coverage.TimeEnd,
            EnergyLeast = Coverage.EnergyLeast,
            EnergyGreatest = Coverage.EnergyGreatest,
        },
        FlavourConvention = FlavourConvention,
        Livetime = Livetime,
        Responses = [.. Responses.Select(response => response.ToResponse())],
        Files = [.. Files.Select(file => new ReleaseFile(file.File, Word<FileRole>("files", file.Role), file.Description) { Row = file.Row, ContentType = file.ContentType })],
        Provenance = Provenance is null ? null : new ReleaseProvenance(Provenance.Dataset, Provenance.Campaign, Provenance.ConditionsTag),
        RowNumber = RowNumber,
        Columns = [.. Columns.Select(column => column.ToColumn())],
    };

    // Members of an enumeration, their words with underscores between.
    private static T Word<T>(string place, string word)
        where T : struct, Enum
    {
        string[] words = [.. Enum.GetNames<T>().Select(UnderscoredNamingConvention.Instance.Apply)];
        int at = Array.IndexOf(words, word);
        return at >= 0 ? Enum.GetValues<T>()[at] : throw new FormatException($"{place}: expected {string.Join(", ", words)}, found '{word}'.");
    }

    internal sealed class ContactForm
    {
        public string Name { get; set; } = "";

        public string Email { get; set; } = "";
    }

    internal sealed class SiteForm
    {
        public double Longitude { get; set; }

        public double Latitude { get; set; }

        public double Elevation { get; set; }
    }

    internal sealed class CoverageForm
    {
        public string? Sky { get; set; }

        public double? TimeBegin { get; set; }

        public double? TimeEnd { get; set; }

        public double? EnergyLeast { get; set; }

        public double? EnergyGreatest { get; set; }
    }

    internal sealed class ResponseForm
    {
        public string Kind { get; set; } = "";

        public string File { get; set; } = "";

        public string Description { get; set; } = "";

        public string? PositiveCosZenith { get; set; }

        public ReleaseResponse ToResponse() => new(Word<ResponseKind>("responses", Kind), File, Description)
        {
            PositiveCosZenith = PositiveCosZenith is { } word ? Word<ZenithSense>("responses", word) : null,
        };
    }

    internal sealed class FileForm
    {
        public string File { get; set; } = "";

        public string Role { get; set; } = "";

        public string Description { get; set; } = "";

        public string? Row { get; set; }

        public string ContentType { get; set; } = "";
    }

    internal sealed class ProvenanceForm
    {
        public string? Dataset { get; set; }

        public string? Campaign { get; set; }

        public string? ConditionsTag { get; set; }
    }

    internal sealed class TimeForm
    {
        public string Scale { get; set; } = "UTC";

        public string? Origin { get; set; }

        public string Place { get; set; } = "TOPOCENTER";
    }

    internal sealed class ColumnForm
    {
        public string Source { get; set; } = "";

        public string? Name { get; set; }

        public string? Unit { get; set; }

        public string? Ucd { get; set; }

        public string? Description { get; set; }

        public string? Xtype { get; set; }

        public string? Frame { get; set; }

        public TimeForm? Time { get; set; }

        public double? ConfidenceLevel { get; set; }

        public ReleaseColumn ToColumn() => new()
        {
            Source = Source,
            Name = Name,
            Unit = Unit,
            Ucd = Ucd,
            Description = Description,
            Xtype = Xtype,
            Frame = Frame,
            Time = Time is null ? null : new TimeSystem(Time.Scale, Time.Origin, Time.Place),
            ConfidenceLevel = ConfidenceLevel,
        };
    }
}
