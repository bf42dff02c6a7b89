using System.Collections.Immutable;
using Fathom.Vo.Tables;

namespace Fathom.Vo.Releases;

/// <summary>What a release is: what a reader needs to interpret it and to cite it.</summary>
public sealed record ReleaseDescription
{
    /// <summary>Name, as it stands in addresses: letters, digits, <c>_</c>.</summary>
    public string Name { get; init; } = "";

    /// <summary>Version, such as <c>1.0</c>.</summary>
    public string Version { get; init; } = "";

    /// <summary>What its rows are.</summary>
    public ReleaseKind Kind { get; init; }

    /// <summary>What it does not have, and why: places of <see cref="ReleaseCheck"/> such as <c>positions</c> or <c>livetime</c>, with
    /// a sentence for its readers.</summary>
    public IReadOnlyDictionary<string, string> Lacks { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Schema in which its table is found; by default its name.</summary>
    public string? Schema { get; init; }

    /// <summary>Name of its table; by default <c>main</c>.</summary>
    public string Table { get; init; } = "main";

    /// <summary>One line.</summary>
    public string Title { get; init; } = "";

    /// <summary>Who made it, in order.</summary>
    public IReadOnlyList<string> Authors { get; init; } = [];

    /// <summary>What it is, in a paragraph.</summary>
    public string Abstract { get; init; } = "";

    /// <summary>One sentence on the table; null: the title.</summary>
    public string? TableDescription { get; init; }

    /// <summary>Licence as its SPDX name, such as <c>CC-BY-4.0</c>.</summary>
    public string Licence { get; init; } = "";

    /// <summary>DOI without a resolver's address; null: none yet.</summary>
    public string? Doi { get; init; }

    /// <summary>ADS bibliographic code of the paper; null: none.</summary>
    public string? Bibcode { get; init; }

    /// <summary>Subjects: identifiers of the Unified Astronomy Thesaurus, such as <c>neutrino-astronomy</c>.</summary>
    public IReadOnlyList<string> Subjects { get; init; } = [];

    /// <summary>Who is asked.</summary>
    public ReleaseContact? Contact { get; init; }

    /// <summary>The detector, such as <c>ANTARES</c>.</summary>
    public string? Instrument { get; init; }

    /// <summary>Where the detector stands; null: not stated.</summary>
    public ReleaseSite? Site { get; init; }

    /// <summary>What of the sky, the time and the energy it covers.</summary>
    public ReleaseCoverage Coverage { get; init; } = new();

    /// <summary>Which flavours an effective area or a flux is for, and whether ν and ν̄ are summed or averaged.</summary>
    public string? FlavourConvention { get; init; }

    /// <summary>Schema and name of the table.</summary>
    public string QualifiedTable => $"{Schema ?? Name}.{Table}";

    /// <summary>Livetime [d].</summary>
    public double? Livetime { get; init; }

    /// <summary>Effective area, point spread, energy dispersion, background.</summary>
    public IReadOnlyList<ReleaseResponse> Responses { get; init; } = [];

    /// <summary>Files that go with it: full events, documentation, previews, and the files of its responses.</summary>
    public IReadOnlyList<ReleaseFile> Files { get; init; } = [];

    /// <summary>What it was made from.</summary>
    public ReleaseProvenance? Provenance { get; init; }

    /// <summary>Name of a first column that numbers the rows in the order of the source, from 1, where that has no identifier; null: none.</summary>
    public string? RowNumber { get; init; }

    /// <summary>What the columns mean, where the source does not say it.</summary>
    public IReadOnlyList<ReleaseColumn> Columns { get; init; } = [];
}

/// <summary>Who is asked about a release.</summary>
/// <param name="Name">A person or a group.</param>
/// <param name="Email">Where to write.</param>
public sealed record ReleaseContact(string Name, string Email);

/// <summary>Where a detector stands.</summary>
/// <param name="Longitude">East of Greenwich [deg].</param>
/// <param name="Latitude">Geographic [deg].</param>
/// <param name="Elevation">Above sea level [m].</param>
public sealed record ReleaseSite(double Longitude, double Latitude, double Elevation);

/// <summary>What a release covers.</summary>
public sealed record ReleaseCoverage
{
    /// <summary>The sky: an ASCII MOC such as <c>0/0-11</c>; null: not stated.</summary>
    public string? Sky { get; init; }

    /// <summary>First time, MJD [d].</summary>
    public double? TimeBegin { get; init; }

    /// <summary>Last time, MJD [d].</summary>
    public double? TimeEnd { get; init; }

    /// <summary>Least energy [GeV].</summary>
    public double? EnergyLeast { get; init; }

    /// <summary>Greatest energy [GeV].</summary>
    public double? EnergyGreatest { get; init; }
}

/// <summary>What a release was made from.</summary>
/// <param name="Dataset">Dataset or file.</param>
/// <param name="Campaign">Campaign; null: none.</param>
/// <param name="ConditionsTag">Conditions tag; null: none.</param>
public sealed record ReleaseProvenance(string? Dataset, string? Campaign, string? ConditionsTag);

/// <summary>What a column means; what is null is as the source has it.</summary>
public sealed record ReleaseColumn
{
    /// <summary>Name in the source.</summary>
    public string Source { get; init; } = "";

    /// <summary>Name in the table; null: as in the source.</summary>
    public string? Name { get; init; }

    /// <summary>Unit (VOUnits).</summary>
    public string? Unit { get; init; }

    /// <summary>UCD1+ words.</summary>
    public string? Ucd { get; init; }

    /// <summary>One sentence.</summary>
    public string? Description { get; init; }

    /// <summary>Extended type.</summary>
    public string? Xtype { get; init; }

    /// <summary>Frame of a coordinate; null with a UCD of pos.eq: ICRS.</summary>
    public string? Frame { get; init; }

    /// <summary>What a time means; null with a UCD of time.epoch in days: MJD, UTC, topocentre.</summary>
    public TimeSystem? Time { get; init; }

    /// <summary>Confidence level of an error or a limit, 0 to 1.</summary>
    public double? ConfidenceLevel { get; init; }
}
