using System.Text.Json;
using Fathom.Vo.Publishing;
using Fathom.Vo.Releases;
using Fathom.Vo.Tables;
using Fathom.Vo.Tables.Output;

namespace Fathom.Vo.DataLink;

/// <summary>What belongs to the rows of a release, and to the release as a whole: that is asked for by its name.</summary>
public static class ReleaseLinks
{
    /// <summary>Most identifiers of a request.</summary>
    public const int MostIdentifiers = 1000;

    /// <summary>True where rows have links.</summary>
    public static bool HasLinks(PublishedRelease release) => release.About.Files.Count > 0 && RowIdentifiers.Column(release.Table.Description.Columns) >= 0;

    /// <summary>The service that tells of a release's rows; null: its rows have no links.</summary>
    /// <param name="release">The release.</param>
    /// <param name="root">Address of the server.</param>
    public static ResultService? Service(PublishedRelease release, Uri root) =>
        HasLinks(release) ? new ResultService($"{root}releases/{release.About.Name}/links", release.Table.Description.Columns[RowIdentifiers.Column(release.Table.Description.Columns)].Name) : null;

    /// <summary>The rows of a links response.</summary>
    /// <param name="release">The release.</param>
    /// <param name="identifiers">What was asked for: identifiers of rows, or the release's name.</param>
    /// <param name="root">Address of the server, with a slash at its end.</param>
    public static IEnumerable<LinkRow> Of(PublishedRelease release, IReadOnlyCollection<string> identifiers, Uri root)
    {
        IReadOnlyDictionary<string, long> found = RowIdentifiers.Found(release.Table, identifiers);
        string address = $"{root}releases/{release.About.Name}";
        foreach (string identifier in identifiers)
        {
            bool isRow = found.ContainsKey(identifier);
            if (!isRow && identifier != release.About.Name)
            {
                yield return new LinkRow(identifier, null, "NotFoundFault: no row of the release has this identifier", "#this", null, null, null, null, null);
                continue;
            }

            foreach (LinkRow row in isRow ? [] : Whole(release, identifier, root))
            {
                yield return row;
            }

            foreach (ReleaseFile file in release.About.Files.Where(file => file.Row is null || file.Row == identifier || !isRow))
            {
                yield return Link(release.About, file, identifier, address, isRow);
            }
        }
    }

    private static IEnumerable<LinkRow> Whole(PublishedRelease release, string identifier, Uri root)
    {
        TableDescription table = release.Table.Description;
        string query = Uri.EscapeDataString($"SELECT * FROM {table.QualifiedName}");
        yield return new LinkRow(
            identifier, $"{root}tap/sync?LANG=ADQL&MAXREC={release.Table.Rows}&QUERY={query}", null, "#this", $"The table {table.QualifiedName}", "application/x-votable+xml", null, null,
            release.About.Kind == ReleaseKind.Events ? "hea-event-list" : null);
        if (!release.Gadf.IsEmpty)
        {
            yield return new LinkRow(
                identifier, $"{root}releases/{release.About.Name}/gadf/{release.Gadf.Name}", null, "#derivation", "Events and responses in the data formats for gamma-ray astronomy",
                "application/fits", null, null, "hea-event-bundle");
        }
    }

    private static LinkRow Link(ReleaseDescription about, ReleaseFile file, string identifier, string address, bool isRow) => new(
        identifier, $"{address}/files/{file.Name}", null, Semantics(file.Role, isRow), file.Description, file.ContentType, file.Size, JsonNamingPolicy.SnakeCaseLower.ConvertName(file.Role.ToString()),
        about.Responses.Where(response => response.File == file.Name).Select(response => (ResponseKind?)response.Kind).FirstOrDefault() is { } kind ? Qualifier(kind) : null);

    // To the release, the full event of one of its rows is a detail. The core vocabulary that validators carry has no word for documentation.
    private static string Semantics(FileRole role, bool isRow) => role switch
    {
        FileRole.FullEvent => isRow ? "#this" : "#auxiliary",
        FileRole.Preview => "#preview",
        FileRole.Calibration => "#calibration",
        FileRole.Progenitor => "#progenitor",
        _ => "#auxiliary",
    };

    /// <summary>The kind of a response in the terms of the note on ObsCore for high-energy astrophysics.</summary>
    public static string Qualifier(ResponseKind kind) => kind switch
    {
        ResponseKind.EffectiveArea => "aeff",
        ResponseKind.PointSpread => "psf",
        ResponseKind.EnergyDispersion => "edisp",
        _ => "bkgrate",
    };
}
