using Fathom.Vo.Publishing;
using Fathom.Vo.Queries;
using Fathom.Vo.Tables;
using Fathom.Vo.Tap;

namespace Fathom.Vo.ObsCore;

/// <summary>The tables by which observations are found: ivoa.obscore (ObsCore 1.1) and ivoa.obscore_hea.</summary>
public static class ObsCoreTables
{
    /// <summary>Their schema.</summary>
    public const string Schema = "ivoa";

    /// <summary>The data model, as capabilities name it.</summary>
    public const string Model = "ivo://ivoa.net/std/ObsCore#core-1.1";

    /// <summary>The tables of what is published.</summary>
    /// <param name="releases">What is published.</param>
    /// <param name="origin">Whose they are.</param>
    /// <param name="scratch">Folder in which their files are for a moment.</param>
    public static IReadOnlyList<QueryTable> Of(IReadOnlyList<PublishedRelease> releases, ObsCoreOrigin origin, string scratch) =>
    [
        Of("obscore", "Observations of this service (ObsCore 1.1): event lists and instrument responses", ObsCoreColumns.Core, releases.SelectMany(release => ObsCoreRows.Core(release, origin)), scratch),
        Of("obscore_hea", "What ivoa.obscore does not say of high energies; to be joined by obs_publisher_did. After a proposal that is no standard yet.",
            ObsCoreColumns.HighEnergy, releases.SelectMany(release => ObsCoreRows.HighEnergy(release, origin)), scratch),
    ];

    private static QueryTable Of(string name, string description, IReadOnlyList<ColumnDescription> columns, IEnumerable<Dictionary<string, object?>> rows, string scratch) =>
        TapSchema.Stored(
            new TableDescription(Schema, name, columns) { Description = description },
            [.. rows.Select(row => columns.Select(column => row.GetValueOrDefault(column.Name)).ToArray())], scratch);
}
