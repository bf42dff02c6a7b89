using Fathom.Vo.DataLink;
using Fathom.Vo.Publishing;
using Fathom.Vo.Releases;

namespace Fathom.Vo.ObsCore;

/// <summary>Data products of a release: its event list, and each of its responses.</summary>
internal static class ObsCoreRows
{
    private const double PlanckTimesLight = 1.239841984332e-6;
    private const double ElectronvoltsInGiga = 1e9;
    private const double SecondsInDay = 86400;
    private const string WholeSky = "0/0-11";

    /// <summary>The rows of ivoa.obscore, as cells by the names of their columns.</summary>
    /// <param name="release">The release; a catalogue of sources is no observation and gives none.</param>
    /// <param name="origin">Whose it is.</param>
    public static IEnumerable<Dictionary<string, object?>> Core(PublishedRelease release, ObsCoreOrigin origin)
    {
        ReleaseDescription about = release.About;
        if (about.Kind == ReleaseKind.Events)
        {
            yield return new(Common(about))
            {
                ["dataproduct_type"] = "event",
                ["dataproduct_subtype"] = "hea-event-list",
                ["calib_level"] = 2,
                ["obs_publisher_did"] = origin.Identifier(about, null),
                ["access_url"] = origin.Root is null ? null : $"{origin.Root}releases/{about.Name}/links?ID={about.Name}",
                ["access_format"] = LinkTable.ContentType,
                ["access_estsize"] = Kilobytes(new FileInfo(release.Entry.Path).Length),
            };
        }

        foreach (ReleaseResponse response in about.Responses)
        {
            ReleaseFile? file = about.Files.FirstOrDefault(file => file.Name == response.File);
            yield return new(Common(about))
            {
                ["dataproduct_subtype"] = ReleaseLinks.Qualifier(response.Kind),
                ["calib_level"] = 3,
                ["obs_title"] = response.Description,
                ["obs_publisher_did"] = origin.Identifier(about, response.File),
                ["access_url"] = origin.Root is null ? null : $"{origin.Root}releases/{about.Name}/files/{response.File}",
                ["access_format"] = file?.ContentType,
                ["access_estsize"] = file is null ? null : Kilobytes(file.Size),
            };
        }
    }

    /// <summary>The rows of ivoa.obscore_hea: one for each of ivoa.obscore.</summary>
    public static IEnumerable<Dictionary<string, object?>> HighEnergy(PublishedRelease release, ObsCoreOrigin origin)
    {
        ReleaseCoverage coverage = release.About.Coverage;
        foreach (Dictionary<string, object?> row in Core(release, origin))
        {
            yield return new()
            {
                ["obs_publisher_did"] = row["obs_publisher_did"],
                ["ev_xel"] = Equals(row.GetValueOrDefault("dataproduct_type"), "event") ? release.Table.Rows : null,
                ["energy_min"] = coverage.EnergyLeast * ElectronvoltsInGiga,
                ["energy_max"] = coverage.EnergyGreatest * ElectronvoltsInGiga,
                ["tracking_mode"] = "none",
                ["messenger_name"] = "neutrino",
            };
        }
    }

    private static Dictionary<string, object?> Common(ReleaseDescription about)
    {
        string[] instrument = about.Instrument?.Split('/') ?? [];
        return new()
        {
            ["obs_collection"] = about.Name,
            ["obs_id"] = $"{about.Name}-{about.Version}",
            ["obs_title"] = about.Title,
            ["obs_creator_name"] = about.Authors.Count > 0 ? about.Authors[0] : null,
            ["bib_reference"] = about.Bibcode,
            ["data_rights"] = "public",
            ["s_fov"] = about.Coverage.Sky == WholeSky ? 360.0 : null,
            ["s_xel1"] = -1L,
            ["s_xel2"] = -1L,
            ["t_min"] = about.Coverage.TimeBegin,
            ["t_max"] = about.Coverage.TimeEnd,
            ["t_exptime"] = about.Livetime * SecondsInDay,
            ["t_xel"] = -1L,
            ["em_min"] = Wavelength(about.Coverage.EnergyGreatest),
            ["em_max"] = Wavelength(about.Coverage.EnergyLeast),
            ["em_xel"] = -1L,
            ["pol_xel"] = -1L,
            ["facility_name"] = instrument.FirstOrDefault(),
            ["instrument_name"] = instrument.LastOrDefault(),
        };
    }

    // hc/E with the energy in GeV.
    private static double? Wavelength(double? energy) => PlanckTimesLight / (energy * ElectronvoltsInGiga);

    private static long Kilobytes(long bytes) => (bytes + 999) / 1000;
}
