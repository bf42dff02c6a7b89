using System.Globalization;

namespace Fathom.Vo.Uws;

/// <summary>Which jobs a list shows (UWS 1.1, section 2.2.2.1).</summary>
/// <param name="Phases">Any of these; none: all but archived ones.</param>
/// <param name="After">Only those made later; null: no matter when.</param>
/// <param name="Last">At most so many, the newest; null: all.</param>
public sealed record UwsJobFilter(IReadOnlyList<UwsPhase> Phases, DateTimeOffset? After, int? Last)
{
    private static readonly string[] Times =
    [
        "yyyy", "yyyy-MM", "yyyyMMdd", "yyyy-MM-dd", "yyyy-MM-ddTHH:mm", "yyyy-MM-dd HH:mm", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-dd HH:mm:ss",
        "yyyy-MM-ddTHH:mm:ss.FFFFFFF", "yyyy-MM-dd HH:mm:ss.FFFFFFF",
    ];

    /// <summary>Reads PHASE, AFTER and LAST.</summary>
    /// <param name="parameters">The request's parameters; others are not looked at.</param>
    /// <param name="filter">The filter, where they can be read.</param>
    /// <returns>Null, or what is wrong with them.</returns>
    public static string? Read(IReadOnlyList<UwsParameter> parameters, out UwsJobFilter filter)
    {
        filter = new UwsJobFilter([], null, null);
        foreach (UwsParameter parameter in parameters)
        {
            if (Is(parameter, "PHASE"))
            {
                if (!UwsPhases.TryParse(parameter.Value, out UwsPhase phase))
                {
                    return $"PHASE={Shown(parameter.Value)} is no phase of a job: PENDING, QUEUED, EXECUTING, COMPLETED, ERROR, ABORTED, UNKNOWN, HELD, SUSPENDED or ARCHIVED.";
                }

                filter = filter with { Phases = [.. filter.Phases, phase] };
            }
            else if (Is(parameter, "AFTER"))
            {
                if (!TryTime(parameter.Value, out DateTimeOffset after))
                {
                    return $"AFTER={Shown(parameter.Value)} is no time in UTC such as 2026-01-31T12:00:00.";
                }

                filter = filter with { After = after };
            }
            else if (Is(parameter, "LAST"))
            {
                if (!int.TryParse(parameter.Value, NumberStyles.None, CultureInfo.InvariantCulture, out int last) || last < 1)
                {
                    return $"LAST={Shown(parameter.Value)} is no number of jobs from 1.";
                }

                filter = filter with { Last = last };
            }
        }

        return null;
    }

    /// <summary>The jobs it shows: the newest first where their number is limited, else the oldest first.</summary>
    public IEnumerable<UwsJob> Of(IEnumerable<UwsJob> jobs)
    {
        IEnumerable<UwsJob> shown = jobs.Where(job => (After is null || job.Created > After)
            && (Phases.Count == 0 ? job.Phase != UwsPhase.Archived : Phases.Contains(job.Phase)));
        return Last is { } last ? shown.OrderByDescending(job => job.Created).Take(last) : shown.OrderBy(job => job.Created);
    }

    /// <summary>A time as ISO 8601 has it, in UTC, with or without a Z.</summary>
    public static bool TryTime(string text, out DateTimeOffset time) => DateTimeOffset.TryParseExact(
        text.EndsWith('Z') ? text[..^1] : text, Times, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time);

    private static bool Is(UwsParameter parameter, string name) => string.Equals(parameter.Name, name, StringComparison.OrdinalIgnoreCase);

    private static string Shown(string value) => value.Length > 40 ? value[..40] + "…" : value;
}
