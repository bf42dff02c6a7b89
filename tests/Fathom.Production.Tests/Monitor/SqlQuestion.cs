using Fathom.Database.Writing;
using Fathom.Production.Monitor;

namespace Fathom.Production.Tests.Monitor;

/// <summary>A question as SQL over the ledger's tables: what the job monitor's answers are compared with.</summary>
internal static class SqlQuestion
{
    private const string From = "FROM job j JOIN transformation t ON t.id = j.transformation_id JOIN campaign c ON c.id = t.campaign_id";

    public static string Count(JobCriteria criteria) => $"SELECT count(*) {From} WHERE {Where(criteria)}";

    public static string Page(JobCriteria criteria, JobOrder order, long offset, int limit)
    {
        string down = order.Descending ? " DESC" : "";
        return FormattableString.Invariant($"SELECT j.id {From} WHERE {Where(criteria)} ORDER BY {Column(order.Column)}{down}, j.id LIMIT {limit} OFFSET {offset}");
    }

    public static string Groups(JobCriteria criteria, JobColumn first, JobColumn second) =>
        $"SELECT {Group(first)}, {Group(second)}, count(*) {From} WHERE {Where(criteria)} GROUP BY 1, 2";

    private static string Group(JobColumn column) => $"coalesce({(column == JobColumn.Transformation ? "t.id" : column == JobColumn.State ? "j.state" : Column(column))}, '')";

    private static string Column(JobColumn column) => column switch
    {
        JobColumn.Id => "j.id",
        JobColumn.State => "instr('Waiting Matched Running Completing Done Held Killed Invalidated', j.state)",
        JobColumn.Campaign => "c.name",
        JobColumn.Transformation => "t.name",
        JobColumn.Step => "t.step",
        JobColumn.PayloadFailures => "j.payload_failures",
        JobColumn.InfrastructureLosses => "j.infrastructure_losses",
        JobColumn.LastEvent => "j.last_event",
        JobColumn.Created => "j.created_utc",
        JobColumn.Updated => "j.updated_utc",
        JobColumn.CreatedDay => "substr(j.created_utc, 1, 10)",
        JobColumn.UpdatedDay => "substr(j.updated_utc, 1, 10)",
        _ => $"j.{column.ToString().ToLowerInvariant()}",
    };

    private static string Where(JobCriteria c)
    {
        var all = new List<string> { "1 = 1" };
        Add(all, In("j.state", c.States.Select(state => state.ToString())));
        Add(all, In("j.minor", c.Minors));
        Add(all, In("j.application", c.Applications));
        Add(all, In("j.cause", c.Causes));
        Add(all, In("j.site", c.Sites));
        Add(all, In("j.host", c.Hosts));
        Add(all, In("j.owner", c.Owners));
        Add(all, In("c.name", c.Campaigns));
        Add(all, In("t.step", c.Steps));
        Add(all, Any([In("t.name", c.TransformationNames), c.Transformations.Count == 0 ? "" : $"t.id IN ({string.Join(',', c.Transformations)})"]));
        Add(all, Any(c.Ids.Select(range => Between("j.id", range))));
        Add(all, Any(c.Runs.Select(range => Between("j.run", range))));
        Add(all, Between("j.attempt", c.Attempts));
        Add(all, Between("j.payload_failures", c.PayloadFailures));
        Add(all, Between("j.infrastructure_losses", c.InfrastructureLosses));
        Add(all, Times("j.created_utc", c.Created));
        Add(all, Times("j.updated_utc", c.Updated));
        return string.Join(" AND ", all);
    }

    private static void Add(List<string> all, string condition)
    {
        if (condition.Length > 0)
        {
            all.Add(condition);
        }
    }

    private static string In(string column, IEnumerable<string> texts) => Any(texts.Select(text => text.EndsWith('*') ? $"{column} GLOB '{text}'" : $"{column} = '{text}'"));

    private static string Any(IEnumerable<string> conditions)
    {
        string[] given = [.. conditions.Where(condition => condition.Length > 0)];
        return given.Length == 0 ? "" : $"({string.Join(" OR ", given)})";
    }

    private static string Between(string column, NumberRange? range) => range is { } wanted ? FormattableString.Invariant($"{column} BETWEEN {wanted.Low} AND {wanted.High}") : "";

    private static string Times(string column, NumberRange? range) => range is { } wanted ? $"{column} BETWEEN '{Label(wanted.Low)}' AND '{Label(wanted.High)}'" : "";

    public static string Label(long milliseconds) => UtcLabel.Of(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));
}
