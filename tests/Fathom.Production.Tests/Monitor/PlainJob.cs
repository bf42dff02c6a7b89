using System.Text.RegularExpressions;
using Fathom.Production.Monitor;

namespace Fathom.Production.Tests.Monitor;

/// <summary>A job as a plain object: what the columns are compared with.</summary>
internal sealed class PlainJob(long id, JobEntry entry, JobTable table)
{
    private readonly TransformationFacts _transformation = table.Transformations.Of(entry.Transformation);

    public long Id => id;

    public bool Matches(JobCriteria criteria) =>
        In(criteria.States, entry.State)
        && Text(criteria.Minors, JobColumn.Minor) && Text(criteria.Applications, JobColumn.Application) && Text(criteria.Causes, JobColumn.Cause)
        && Text(criteria.Sites, JobColumn.Site) && Text(criteria.Hosts, JobColumn.Host) && Text(criteria.Owners, JobColumn.Owner)
        && Text(criteria.Campaigns, JobColumn.Campaign) && Text(criteria.Steps, JobColumn.Step)
        && (criteria.Transformations.Count + criteria.TransformationNames.Count == 0 || criteria.Transformations.Contains(entry.Transformation)
            || criteria.TransformationNames.Contains(_transformation.Name))
        && Inside(criteria.Ids, id) && Inside(criteria.Runs, entry.Run)
        && Inside(criteria.Attempts, entry.Attempt) && Inside(criteria.PayloadFailures, entry.PayloadFailures)
        && Inside(criteria.InfrastructureLosses, entry.InfrastructureLosses)
        && Inside(criteria.Created, entry.Created) && Inside(criteria.Updated, entry.Updated);

    /// <summary>What a column shows: a text or a number.</summary>
    public IComparable Value(JobColumn column) => column switch
    {
        JobColumn.Id => id,
        JobColumn.State => (long)(int)entry.State,
        JobColumn.Minor => new Ordinal(table.Names.Minor.Text(entry.Minor)),
        JobColumn.Application => new Ordinal(table.Names.Application.Text(entry.Application)),
        JobColumn.Site => new Ordinal(table.Names.Site.Text(entry.Site)),
        JobColumn.Host => new Ordinal(table.Names.Host.Text(entry.Host)),
        JobColumn.Owner => new Ordinal(table.Names.Owner.Text(entry.Owner)),
        JobColumn.Cause => new Ordinal(table.Names.Cause.Text(entry.Cause)),
        JobColumn.Campaign => new Ordinal(_transformation.Campaign),
        JobColumn.Transformation => new Ordinal(_transformation.Name),
        JobColumn.Step => new Ordinal(_transformation.Step),
        JobColumn.Run => (long)(entry.Run ?? -1),
        JobColumn.Section => (long)(entry.Section ?? -1),
        JobColumn.Attempt => (long)entry.Attempt,
        JobColumn.PayloadFailures => (long)entry.PayloadFailures,
        JobColumn.InfrastructureLosses => (long)entry.InfrastructureLosses,
        JobColumn.Priority => (long)entry.Priority,
        JobColumn.Created => entry.Created,
        JobColumn.Updated => entry.Updated,
        JobColumn.LastEvent => entry.LastEvent,
        JobColumn.CreatedDay => entry.Created / 86_400_000,
        JobColumn.UpdatedDay => entry.Updated / 86_400_000,
        _ => throw new ArgumentException($"{column}"),
    };

    /// <summary>What a group of this column is called.</summary>
    public string Key(JobColumn column) => column switch
    {
        JobColumn.State => $"{entry.State}",
        JobColumn.Transformation => $"{entry.Transformation}",
        JobColumn.Run => $"{entry.Run}",
        JobColumn.Section => $"{entry.Section}",
        JobColumn.CreatedDay or JobColumn.UpdatedDay => $"{DateTime.UnixEpoch.AddDays((long)Value(column)):yyyy-MM-dd}",
        _ => $"{Value(column)}",
    };

    /// <summary>What groups are ordered by: as <see cref="Value"/>, but transformations by their id.</summary>
    public IComparable GroupOrder(JobColumn column) => column == JobColumn.Transformation ? entry.Transformation : Value(column);

    private bool Text(IReadOnlyList<string> wanted, JobColumn column) => wanted.Count == 0 || wanted.Any(text =>
        text.EndsWith('*') ? Regex.IsMatch($"{Value(column)}", $"^{text[..^1]}.*$") : $"{Value(column)}" == text);

    private static bool In<T>(IReadOnlyList<T> wanted, T value) => wanted.Count == 0 || wanted.Contains(value);

    private static bool Inside(NumberRange? range, long value) => range is not { } wanted || (value >= wanted.Low && value <= wanted.High);

    private static bool Inside(IReadOnlyList<NumberRange> ranges, long? value) =>
        ranges.Count == 0 || (value is { } number && ranges.Any(range => Inside(range, number)));

    private sealed record Ordinal(string Text) : IComparable
    {
        public int CompareTo(object? obj) => string.CompareOrdinal(Text, ((Ordinal)obj!).Text);

        public override string ToString() => Text;
    }
}
