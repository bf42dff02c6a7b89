using System.Globalization;
using System.Text;
using Fathom.Vo.Releases;

namespace Fathom.Vo.Publishing;

/// <summary>How a release is cited.</summary>
public static class Citation
{
    /// <summary>In words (DataCite: creators, year, title, version, publisher, DOI).</summary>
    /// <param name="about">The release.</param>
    /// <param name="address">Where it is found if it has no DOI.</param>
    public static string Text(ReleaseDescription about, Uri address)
    {
        ArgumentNullException.ThrowIfNull(about);
        string who = about.Authors.Count switch { 0 => "", <= 6 => string.Join(", ", about.Authors) + ": ", _ => about.Authors[0] + " et al.: " };
        return $"{who}{about.Title}, version {about.Version}, {(about.Doi is { } doi ? $"https://doi.org/{doi}" : address)}";
    }

    /// <summary>As a BibTeX entry.</summary>
    /// <param name="about">The release.</param>
    /// <param name="address">Where it is found if it has no DOI.</param>
    public static string BibTex(ReleaseDescription about, Uri address)
    {
        ArgumentNullException.ThrowIfNull(about);
        var entry = new StringBuilder().Append(CultureInfo.InvariantCulture, $"@misc{{{about.Name}_{about.Version.Replace('.', '_')},\n");
        Field(entry, "author", string.Join(" and ", about.Authors.Select(author => $"{{{Escaped(author)}}}")));
        Field(entry, "title", $"{{{Escaped(about.Title)}}}");
        Field(entry, "version", about.Version);
        Field(entry, "doi", about.Doi);
        Field(entry, "url", about.Doi is null ? address?.ToString() : null);
        Field(entry, "note", about.Bibcode is { } bibcode ? $"Paper: {Escaped(bibcode)}" : null);
        return entry.Append("}\n").ToString();
    }

    private static void Field(StringBuilder entry, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            entry.Append(CultureInfo.InvariantCulture, $"  {name} = {{{value}}},\n");
        }
    }

    private static string Escaped(string text) => string.Concat(text.Select(symbol => symbol switch
    {
        '&' or '%' or '$' or '#' or '_' => $"\\{symbol}",
        '{' or '}' or '\\' => "",
        _ => symbol.ToString(),
    }));
}
