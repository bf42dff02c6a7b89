using System.Text.RegularExpressions;
using Fathom.Vo.Uws;

namespace Fathom.Vo.Tap.Uploads;

/// <summary>A table that a query brings along (TAP 1.1, section 2.6).</summary>
/// <param name="Table">Its name within the schema TAP_UPLOAD.</param>
/// <param name="Part">The part of the request that holds it; null: it is elsewhere.</param>
/// <param name="Address">Where it is fetched from; null: it is in the request.</param>
public sealed partial record UploadItem(string Table, string? Part, Uri? Address)
{
    /// <summary>Schema of all uploads.</summary>
    public const string Schema = "TAP_UPLOAD";

    private const string Parameter = "UPLOAD", PartScheme = "param:";
    private const int LongestAddress = 2000;

    /// <summary>Name of the file in which it is kept.</summary>
    public string FileName => "upload-" + Table.ToLowerInvariant();

    /// <summary>Reads all UPLOAD parameters.</summary>
    /// <param name="parameters">The request's parameters.</param>
    /// <param name="most">Most uploads.</param>
    /// <param name="items">The uploads, where nothing is wrong.</param>
    /// <returns>Null, or what is wrong.</returns>
    public static string? Read(IEnumerable<UwsParameter> parameters, int most, out IReadOnlyList<UploadItem> items)
    {
        List<UploadItem> found = [];
        items = found;
        foreach (string text in parameters.Where(parameter => string.Equals(parameter.Name, Parameter, StringComparison.OrdinalIgnoreCase)).SelectMany(parameter => Between().Split(parameter.Value)))
        {
            string one = text.Trim(' ', ';');
            if (one.Length == 0)
            {
                continue;
            }

            if (Of(one) is not { } item)
            {
                return $"UPLOAD={Shown(one)} is not understood: write NAME,param:PART for a table in the request, or NAME,http://… for one elsewhere; a name is at most 64 letters, digits and _.";
            }

            if (found.Any(other => string.Equals(other.Table, item.Table, StringComparison.OrdinalIgnoreCase)))
            {
                return $"UPLOAD names the table {item.Table} twice.";
            }

            if (found.Count == most)
            {
                return $"UPLOAD names more than the {most} tables that a query may bring along.";
            }

            found.Add(item);
        }

        return null;
    }

    private static UploadItem? Of(string text)
    {
        int comma = text.IndexOf(',', StringComparison.Ordinal);
        string name = comma < 0 ? "" : text[..comma].Trim(), place = text[(comma + 1)..].Trim();
        if (!Name().IsMatch(name))
        {
            return null;
        }

        if (place.StartsWith(PartScheme, StringComparison.OrdinalIgnoreCase))
        {
            return place.Length > PartScheme.Length ? new UploadItem(name, place[PartScheme.Length..], null) : null;
        }

        return place.Length <= LongestAddress && Uri.TryCreate(place, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https" && address.UserInfo.Length == 0
            ? new UploadItem(name, null, address) : null;
    }

    private static string Shown(string value) => value.Length > 40 ? value[..40] + "…" : value;

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_]{0,63}$")]
    private static partial Regex Name();

    // An address may hold a semicolon; only one before another name and its comma ends it.
    [GeneratedRegex(";(?=\\s*(?:[A-Za-z][A-Za-z0-9_]*\\s*,|$))")]
    private static partial Regex Between();
}
