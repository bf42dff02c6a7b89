using Fathom.Vo.Tables;

namespace Fathom.Vo.ObsCore;

/// <summary>Columns of ivoa.obscore (ObsCore 1.1, tables 1 and 6) and of its extension for high energies.</summary>
/// <remarks>The extension is the note "ObsCore Extension for High Energy Astrophysics" as it stood in August 2026, which is no standard yet: its table
/// name, the types of its columns and the UCD of t_intervals may change. UCD words that it proposes and that are not in UCD1+ 1.6
/// (instr.detection, meta.ref.pdgid) are left out here.</remarks>
internal static class ObsCoreColumns
{
    /// <summary>Columns of ivoa.obscore.</summary>
    public static IReadOnlyList<ColumnDescription> Core { get; } =
    [
        Text("dataproduct_type", "Kind of data product", "meta.code.class", "ObsDataset.dataProductType"),
        Text("dataproduct_subtype", "The same in terms of the note on high-energy astrophysics: hea-event-list, aeff, psf, edisp, bkgrate", "meta.code.class", "ObsDataset.dataProductSubtype"),
        Int("calib_level", "Calibration level", "meta.code;obs.calib", "ObsDataset.calibLevel"),
        Text("obs_collection", "Release", "meta.id", "DataID.Collection"),
        Text("obs_id", "Release with its version", "meta.id", "DataID.observationID"),
        Text("obs_title", "Title", "meta.title;obs", "DataID.Title"),
        Text("obs_creator_name", "Who made it", "meta.id", "DataID.Creator"),
        Text("obs_publisher_did", "Identifier of the data product", "meta.ref.ivoid", "Curation.PublisherDID"),
        Text("bib_reference", "Paper", "meta.bib.bibcode", "Curation.Reference"),
        Text("data_rights", "Who may have it", "meta.code", "Curation.Rights"),
        Text("access_url", "Where it is", "meta.ref.url", "Access.Reference"),
        Text("access_format", "Media type of what is there", "meta.code.mime", "Access.Format"),
        Long("access_estsize", "About how much it is", "phys.size;meta.file", "Access.Size", "kbyte"),
        Text("target_name", "Target; none where the whole sky is seen", "meta.id;src", "Target.Name"),
        Double("s_ra", "Right ascension of the centre; none where the whole sky is seen", "pos.eq.ra", "Char.SpatialAxis.Coverage.Location.Coord.Position2D.Value2.C1", "deg"),
        Double("s_dec", "Declination of the centre; none where the whole sky is seen", "pos.eq.dec", "Char.SpatialAxis.Coverage.Location.Coord.Position2D.Value2.C2", "deg"),
        Double("s_fov", "Diameter of the field; 360 is the whole sky", "phys.angSize;instr.fov", "Char.SpatialAxis.Coverage.Bounds.Extent.diameter", "deg"),
        Text("s_region", "Outline of the field", "pos.outline;obs.field", "Char.SpatialAxis.Coverage.Support.Area"),
        Double("s_resolution", "Angular resolution", "pos.angResolution", "Char.SpatialAxis.Resolution.Refval.value", "arcsec"),
        Long("s_xel1", "Elements on the first spatial axis; -1: it is no array", "meta.number", "Char.SpatialAxis.numBins1"),
        Long("s_xel2", "Elements on the second spatial axis; -1: it is no array", "meta.number", "Char.SpatialAxis.numBins2"),
        Double("t_min", "Begin", "time.start;obs.exposure", "Char.TimeAxis.Coverage.Bounds.Limits.StartTime", "d"),
        Double("t_max", "End", "time.end;obs.exposure", "Char.TimeAxis.Coverage.Bounds.Limits.StopTime", "d"),
        Double("t_exptime", "Livetime", "time.duration;obs.exposure", "Char.TimeAxis.Coverage.Support.Extent", "s"),
        Double("t_resolution", "Resolution of time", "time.resolution", "Char.TimeAxis.Resolution.Refval.value", "s"),
        Long("t_xel", "Elements on the time axis; -1: it is no array", "meta.number", "Char.TimeAxis.numBins"),
        Double("em_min", "Wavelength of the greatest energy", "em.wl;stat.min", "Char.SpectralAxis.Coverage.Bounds.Limits.LoLimit", "m"),
        Double("em_max", "Wavelength of the least energy", "em.wl;stat.max", "Char.SpectralAxis.Coverage.Bounds.Limits.HiLimit", "m"),
        Double("em_res_power", "Resolving power", "spect.resolution", "Char.SpectralAxis.Resolution.ResolPower.refVal"),
        Long("em_xel", "Elements on the spectral axis; -1: it is no array", "meta.number", "Char.SpectralAxis.numBins"),
        Text("o_ucd", "What is observed", "meta.ucd", "Char.ObservableAxis.ucd"),
        Text("pol_states", "Polarisations", "meta.code;phys.polarization", "Char.PolarizationAxis.stateList"),
        Long("pol_xel", "Elements on the polarisation axis; -1: it is no array", "meta.number", "Char.PolarizationAxis.numBins"),
        Text("facility_name", "Observatory", "meta.id;instr.tel", "Provenance.ObsConfig.facility.name"),
        Text("instrument_name", "Detector", "meta.id;instr", "Provenance.ObsConfig.instrument.name"),
    ];

    /// <summary>Columns of ivoa.obscore_hea.</summary>
    public static IReadOnlyList<ColumnDescription> HighEnergy { get; } =
    [
        Text("obs_publisher_did", "Identifier of the data product, as in ivoa.obscore", "meta.ref.ivoid", null),
        Long("ev_xel", "Number of events of an event list", "meta.number", null),
        Double("s_ref_energy", "Energy for which the spatial columns of ivoa.obscore hold", "em.energy", null, "eV"),
        Double("em_ref_energy", "Energy for which the spectral columns of ivoa.obscore hold", "em.energy", null, "eV"),
        Double("s_ref_oaa", "Angle off the axis for which the spatial columns hold", "pos.posAng;instr.offset", null, "deg"),
        Double("em_ref_oaa", "Angle off the axis for which the spectral columns hold", "pos.posAng;instr.offset", null, "deg"),
        Text("t_intervals", "Intervals of good time as TMOC; its UCD is not settled", null, null),
        Double("energy_min", "Least energy", "em.energy;stat.min", null, "eV"),
        Double("energy_max", "Greatest energy", "em.energy;stat.max", null, "eV"),
        Text("obs_mode", "Mode of the observation", "meta.code;obs.param", null),
        Text("tracking_mode", "Mode of tracking; none: the detector does not track", "meta.code;obs.param", null),
        Text("scan_mode", "Mode of scanning", "meta.code;obs.param", null),
        Text("pointing_mode", "Mode of pointing", "meta.code;obs.param", null),
        Text("analysis_mode", "Mode of data reduction", "meta.code;obs.param", null),
        Text("event_type", "Quality of the events", "meta.code.qual;phys.particle", null),
        Text("messenger_name", "Messenger: neutrino", "meta.id;phys.particle", null),
        Text("messenger_pdgid", "Particle Data Group's number of the messenger, with its sign", "meta.code;phys.particle", null),
    ];

    private static ColumnDescription Text(string name, string description, string? ucd, string? utype) =>
        Of(name, VoType.Char, description, ucd, utype) with { ArraySize = "*" };

    private static ColumnDescription Int(string name, string description, string? ucd, string? utype) => Of(name, VoType.Int, description, ucd, utype);

    private static ColumnDescription Long(string name, string description, string? ucd, string? utype, string? unit = null) =>
        Of(name, VoType.Long, description, ucd, utype) with { Unit = unit };

    private static ColumnDescription Double(string name, string description, string? ucd, string? utype, string? unit = null) =>
        Of(name, VoType.Double, description, ucd, utype) with { Unit = unit };

    private static ColumnDescription Of(string name, VoType type, string description, string? ucd, string? utype) =>
        new(name, type) { Description = description, Ucd = ucd, Utype = utype is null ? null : "obscore:" + utype };
}
