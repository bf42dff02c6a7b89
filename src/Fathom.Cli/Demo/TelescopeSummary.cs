using System.Text.Json;
using Fathom.Catalog.Files;

namespace Fathom.Cli.Demo;

/// <summary>The telescope's event as the reduced file's metadata have it.</summary>
/// <param name="Direction">Direction of travel in the detector frame, a unit vector.</param>
/// <param name="Ra">Right ascension of where it came from, ICRS [deg].</param>
/// <param name="Dec">Declination [deg].</param>
/// <param name="SeparationDeg">Angle to the published track's direction [deg].</param>
/// <param name="HitsUsed">Hits in the final fit.</param>
/// <param name="AngularErrorDeg">Error of the direction, from the fit [deg].</param>
internal sealed record TelescopeSummary(
    IReadOnlyList<double> Direction, double Ra, double Dec, double? SeparationDeg, long HitsUsed, double AngularErrorDeg)
{
    public static TelescopeSummary? Of(FileQueries files)
    {
        CatalogueFile? file = files.List(new FileFilter(FileTiers.TelescopeReduced), null, 1).Items is [var first, ..] ? first : null;
        if (file is null)
        {
            return null;
        }

        JsonElement facts = file.Metadata;
        return new TelescopeSummary(
            [.. facts.GetProperty("direction").EnumerateArray().Select(component => component.GetDouble())],
            facts.GetProperty("ra").GetDouble(),
            facts.GetProperty("dec").GetDouble(),
            facts.TryGetProperty("separationDeg", out JsonElement separation) ? separation.GetDouble() : null,
            facts.GetProperty("hitsUsed").GetInt64(),
            facts.GetProperty("angularErrorDeg").GetDouble());
    }
}
