using System.Text.RegularExpressions;
using Fathom.Sky.Sphere;
using Fathom.Vo.Tables;
using Fathom.Vo.Tables.Semantics;

namespace Fathom.Vo.Releases;

/// <summary>Says what a release lacks before anything of it is public.</summary>
public static partial class ReleaseCheck
{
    private static readonly string[] s_always = ["provenance", "coverage.sky"];

    private static readonly string[] s_main = ["meta.id;meta.main", "pos.eq.ra;meta.main", "pos.eq.dec;meta.main"];

    /// <summary>Checks a description and the table's columns.</summary>
    /// <param name="release">The description.</param>
    /// <param name="columns">The columns as they will be published (<see cref="DescribedRows.Columns"/>).</param>
    /// <returns>Errors and warnings in the order of the description; empty: nothing is missing.</returns>
    public static IReadOnlyList<ReleaseProblem> Check(ReleaseDescription release, IReadOnlyList<ColumnDescription> columns)
    {
        ArgumentNullException.ThrowIfNull(release);
        ArgumentNullException.ThrowIfNull(columns);
        List<ReleaseProblem> problems = [.. Named(release), .. Described(release), .. Meant(release), .. Attached(release)];
        problems.AddRange(columns.SelectMany(Column));
        problems.AddRange(s_main.SelectMany(ucd => Main(ucd, columns, WithoutPositions(release))));
        problems.AddRange(columns.GroupBy(column => column.Name, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1)
            .Select(group => new ReleaseProblem(true, $"column {group.Key}", "the name stands there more than once; queries do not tell capitals apart.")));
        return problems;
    }

    private static IEnumerable<ReleaseProblem> Named(ReleaseDescription release)
    {
        foreach (var (place, name) in new[] { ("name", release.Name), ("schema", release.Schema ?? release.Name), ("table", release.Table) })
        {
            if (!NamePattern().IsMatch(name))
            {
                yield return new ReleaseProblem(true, place, $"expected a letter, then letters, digits and '_', found '{name}'.");
            }
        }

        if (!VersionPattern().IsMatch(release.Version))
        {
            yield return new ReleaseProblem(true, "version", $"expected a version such as 1.0, found '{release.Version}'.");
        }
    }

    private static IEnumerable<ReleaseProblem> Described(ReleaseDescription release)
    {
        foreach (var (place, text) in new[] { ("title", release.Title), ("abstract", release.Abstract), ("licence", release.Licence) })
        {
            if (string.IsNullOrWhiteSpace(text))
            {
                yield return new ReleaseProblem(true, place, "is missing.");
            }
        }

        if (release.Authors.Count == 0)
        {
            yield return new ReleaseProblem(true, "authors", "are missing.");
        }

        if (release.Doi is not null && !DoiPattern().IsMatch(release.Doi))
        {
            yield return new ReleaseProblem(true, "doi", $"expected a DOI such as 10.5281/zenodo.123 without an address before it, found '{release.Doi}'.");
        }

        if (release.Bibcode is not null && release.Bibcode.Length != 19)
        {
            yield return new ReleaseProblem(true, "bibcode", $"expected the 19 characters of an ADS code, found '{release.Bibcode}'.");
        }

        foreach (var (place, isMissing) in new[]
        {
            ("doi", release.Doi is null && release.Bibcode is null), ("subjects", release.Subjects.Count == 0), ("contact", release.Contact is null),
        })
        {
            if (isMissing && !release.Lacks.ContainsKey(place))
            {
                yield return new ReleaseProblem(false, place, "is missing: it helps to find and to cite the release.");
            }
        }
    }

    private static IEnumerable<ReleaseProblem> Meant(ReleaseDescription release)
    {
        if (release.Livetime is <= 0 || (release.Livetime is { } days && !double.IsFinite(days)))
        {
            yield return new ReleaseProblem(true, "livetime", $"expected days above 0, found {release.Livetime}.");
        }

        if (release.Coverage is { TimeBegin: { } begin, TimeEnd: { } end } && !(begin <= end))
        {
            yield return new ReleaseProblem(true, "coverage", $"the time ends ({end}) before it begins ({begin}).");
        }

        if (release.Coverage is { EnergyLeast: { } least, EnergyGreatest: { } greatest } && !(least <= greatest && least > 0))
        {
            yield return new ReleaseProblem(true, "coverage", $"the energies {least} to {greatest} GeV are no range above 0.");
        }

        if (release.Coverage.Sky is { } sky && SkyProblem(sky) is { } wrong)
        {
            yield return new ReleaseProblem(true, "coverage.sky", wrong);
        }

        var hasArea = release.Responses.Any(response => response.Kind == ResponseKind.EffectiveArea);
        if (hasArea && string.IsNullOrWhiteSpace(release.FlavourConvention))
        {
            yield return new ReleaseProblem(true, "flavour_convention", "is missing: an effective area means nothing without the flavours, and whether ν and ν̄ are summed or averaged.");
        }

        foreach (var (place, isMissing) in new[]
        {
            ("livetime", release.Livetime is null), ("responses", !hasArea), ("coverage.time", release.Coverage.TimeBegin is null || release.Coverage.TimeEnd is null),
            ("coverage.sky", release.Coverage.Sky is null && !WithoutPositions(release)), ("instrument", release.Instrument is null), ("provenance", release.Provenance is null),
        })
        {
            if (isMissing && !release.Lacks.ContainsKey(place) && (release.Kind == ReleaseKind.Events || s_always.Contains(place)))
            {
                yield return new ReleaseProblem(false, place, "is missing: without it nobody outside can interpret the events.");
            }
        }
    }

    private static string? SkyProblem(string sky)
    {
        try
        {
            HealpixMocText.Parse(sky);
            return null;
        }
        catch (FormatException error)
        {
            return error.Message;
        }
    }

    private static IEnumerable<ReleaseProblem> Column(ColumnDescription column)
    {
        var place = $"column {column.Name}";
        if (!NamePattern().IsMatch(column.Name))
        {
            yield return new ReleaseProblem(true, place, "expected a letter, then letters, digits and '_': queries would have to quote it; give it another name.");
        }

        if (column.Unit is { } unit && VoUnit.Problem(unit) is { } wrongUnit)
        {
            yield return new ReleaseProblem(true, place, $"unit {wrongUnit}.");
        }

        if (column.Ucd is { } ucd && Ucd.Problem(ucd) is { } wrongUcd)
        {
            yield return new ReleaseProblem(true, place, $"UCD {ucd}: {wrongUcd}.");
        }

        if (column.Ucd is null)
        {
            yield return new ReleaseProblem(false, place, "has no UCD.");
        }

        if (string.IsNullOrWhiteSpace(column.Description))
        {
            yield return new ReleaseProblem(false, place, "has no description.");
        }

        if (column.ConfidenceLevel is <= 0 or >= 1 or double.NaN)
        {
            yield return new ReleaseProblem(true, place, $"expected a confidence level above 0 and below 1, found {column.ConfidenceLevel}.");
        }

        if (column.ConfidenceLevel is null && column.Ucd?.StartsWith("stat.error", StringComparison.OrdinalIgnoreCase) == true)
        {
            yield return new ReleaseProblem(true, place, "is an error without a confidence level: say whether it holds 0.5, 0.68 or 0.9.");
        }
    }

    private static IEnumerable<ReleaseProblem> Main(string ucd, IReadOnlyList<ColumnDescription> columns, bool withoutPositions)
    {
        ColumnDescription[] found = [.. columns.Where(column => Ucd.AreSame(column.Ucd, ucd))];
        if (withoutPositions && ucd.StartsWith("pos", StringComparison.Ordinal))
        {
            if (found.Length > 0)
            {
                yield return new ReleaseProblem(true, "lacks", $"it is said to lack positions, and column {found[0].Name} is one.");
            }
        }
        else if (found.Length != 1)
        {
            yield return new ReleaseProblem(true, ucd, $"expected exactly one column with this UCD, found {found.Length}.");
        }
        else if (ucd.StartsWith("pos", StringComparison.Ordinal) && (found[0].Unit != "deg" || found[0].Type is not (VoType.Double or VoType.Float)))
        {
            yield return new ReleaseProblem(true, $"column {found[0].Name}", $"expected floating numbers in deg, found {found[0].Type} in '{found[0].Unit}'.");
        }
    }

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9_]{0,62}\z")]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"\A[0-9]+(\.[0-9]+){0,3}\z")]
    private static partial Regex VersionPattern();

    [GeneratedRegex(@"\A10\.[0-9]{4,9}/\S+\z")]
    private static partial Regex DoiPattern();
}
