using System.IO.Enumeration;
using System.Numerics;

namespace Fathom.Production.Monitor.Selection;

/// <summary>Makes <see cref="JobCriteria"/> ready for a table: texts become codes, codes become ranges or a lookup.</summary>
internal sealed class PredicateMaker(JobTable table)
{
    private const int MostRanges = 6;
    private readonly List<RowPredicate> _predicates = [];
    private bool _never;

    /// <summary>The predicates of criteria; those that are quick or throw out most come first.</summary>
    public static RowPredicates Make(JobTable table, JobCriteria criteria)
    {
        var maker = new PredicateMaker(table);
        maker.Take(criteria);
        return new RowPredicates(criteria.Ids.Count == 0 ? null : criteria.Ids, maker._predicates, maker._never);
    }

    private void Take(JobCriteria criteria)
    {
        JobNames names = table.Names;
        if (criteria.States.Count > 0)
        {
            Codes(chunk => chunk.State, [.. criteria.States.Select(state => (int)state)]);
        }

        Names(chunk => chunk.Site, names.Site, criteria.Sites);
        Names(chunk => chunk.Minor, names.Minor, criteria.Minors);
        Names(chunk => chunk.Cause, names.Cause, criteria.Causes);
        Names(chunk => chunk.Owner, names.Owner, criteria.Owners);
        Numbers(chunk => chunk.Attempt, criteria.Attempts, chunk => chunk.AttemptBounds);
        Numbers(chunk => chunk.PayloadFailures, criteria.PayloadFailures, chunk => chunk.PayloadFailuresBounds);
        Numbers(chunk => chunk.InfrastructureLosses, criteria.InfrastructureLosses, chunk => chunk.InfrastructureLossesBounds);
        Transformations(criteria);
        Names(chunk => chunk.Host, names.Host, criteria.Hosts);
        Names(chunk => chunk.Application, names.Application, criteria.Applications);
        if (criteria.Runs.Count > 0)
        {
            // None is written as a number below all runs, which no range of runs means.
            Ranges(chunk => chunk.Run, [.. criteria.Runs.Select(range => range with { Low = Math.Max(0, range.Low) })], chunk => chunk.RunBounds);
        }

        Numbers(chunk => chunk.Created, criteria.Created, chunk => chunk.CreatedBounds);
        Numbers(chunk => chunk.Updated, criteria.Updated, chunk => chunk.UpdatedBounds);
    }

    private void Transformations(JobCriteria criteria)
    {
        bool any = criteria.Transformations.Count == 0 && criteria.TransformationNames.Count == 0;
        if (any && criteria.Campaigns.Count == 0 && criteria.Steps.Count == 0)
        {
            return;
        }

        var ids = new List<int>();
        foreach (TransformationFacts facts in table.Transformations.All)
        {
            if ((any || criteria.Transformations.Contains(facts.Id) || (criteria.TransformationNames.Count > 0 && Matches(criteria.TransformationNames, facts.Name)))
                && Matches(criteria.Campaigns, facts.Campaign) && Matches(criteria.Steps, facts.Step))
            {
                ids.Add((int)facts.Id);
            }
        }

        Codes(chunk => chunk.Transformation, ids);
    }

    private void Names<T>(Func<JobChunk, T[]> column, NameTable names, IReadOnlyList<string> wanted)
        where T : unmanaged, INumber<T>, IMinMaxValue<T>
    {
        if (wanted.Count == 0)
        {
            return;
        }

        var codes = new List<int>();
        foreach (string text in wanted)
        {
            if (!IsPattern(text))
            {
                if (names.TryFind(text, out int? code))
                {
                    codes.Add(code.Value);
                }

                continue;
            }

            int count = names.Count;
            for (int code = 0; code < count; code++)
            {
                if (FileSystemName.MatchesSimpleExpression(text, names.Text(code), ignoreCase: false))
                {
                    codes.Add(code);
                }
            }
        }

        Codes(column, codes);
    }

    private void Codes<T>(Func<JobChunk, T[]> column, List<int> codes)
        where T : unmanaged, INumber<T>, IMinMaxValue<T>
    {
        (T Low, T High)[] ranges = CodeRanges.Of<T>(codes);
        _never |= ranges.Length == 0;
        _predicates.Add(ranges.Length <= MostRanges ? new InRanges<T>(column, ranges) : new InCodes<T>(column, CodeRanges.Lookup(codes)));
    }

    private void Numbers<T>(Func<JobChunk, T[]> column, NumberRange? range, Func<JobChunk, ValueBounds> bounds)
        where T : unmanaged, INumber<T>, IMinMaxValue<T>
    {
        if (range is { } wanted)
        {
            Ranges(column, [wanted], bounds);
        }
    }

    private void Ranges<T>(Func<JobChunk, T[]> column, NumberRange[] wanted, Func<JobChunk, ValueBounds> bounds)
        where T : unmanaged, INumber<T>, IMinMaxValue<T>
    {
        (T Low, T High)[] ranges = CodeRanges.Within<T>(wanted);
        _never |= ranges.Length == 0;
        _predicates.Add(new InRanges<T>(column, ranges, bounds));
    }

    private static bool Matches(IReadOnlyList<string> wanted, string text)
    {
        if (wanted.Count == 0)
        {
            return true;
        }

        foreach (string one in wanted)
        {
            if (IsPattern(one) ? FileSystemName.MatchesSimpleExpression(one, text, ignoreCase: false) : string.Equals(one, text, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsPattern(string text) => text.AsSpan().ContainsAny('*', '?');
}
