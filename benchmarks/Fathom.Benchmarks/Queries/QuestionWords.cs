using System.Globalization;
using System.Net.Http.Json;
using Fathom.Portal.Pages.Jobs;
using Fathom.Production.Monitor;
using Fathom.Production.Operations;

namespace Fathom.Benchmarks.Queries;

/// <summary>What there is to ask for: the values that jobs have.</summary>
/// <param name="Texts">Values of the columns that hold texts; at least one of each.</param>
/// <param name="Transformations">Transformations.</param>
/// <param name="Ids">Jobs.</param>
/// <param name="Runs">Runs.</param>
/// <param name="Times">Times of creation and of changes [ms since 1970].</param>
internal sealed record QuestionWords(
    IReadOnlyDictionary<JobColumn, IReadOnlyList<string>> Texts, IReadOnlyList<long> Transformations, NumberRange Ids, NumberRange Runs, NumberRange Times)
{
    private static readonly JobColumn[] TextColumns =
    [
        JobColumn.Minor, JobColumn.Application, JobColumn.Cause, JobColumn.Site, JobColumn.Host, JobColumn.Owner, JobColumn.Campaign, JobColumn.Step,
    ];

    /// <summary>Those of the synthetic table.</summary>
    public static QuestionWords Of(JobTable table)
    {
        static IReadOnlyList<string> All(NameTable names) => [.. Enumerable.Range(0, names.Count).Select(names.Text)];
        return new(
            new Dictionary<JobColumn, IReadOnlyList<string>>
            {
                [JobColumn.Minor] = All(table.Names.Minor),
                [JobColumn.Application] = All(table.Names.Application),
                [JobColumn.Cause] = All(table.Names.Cause),
                [JobColumn.Site] = All(table.Names.Site),
                [JobColumn.Host] = All(table.Names.Host),
                [JobColumn.Owner] = All(table.Names.Owner),
                [JobColumn.Campaign] = [.. Enumerable.Range(0, SyntheticJobs.Campaigns).Select(SyntheticJobs.CampaignName)],
                [JobColumn.Step] = [.. Enumerable.Range(0, SyntheticJobs.Steps).Select(step => $"step{step}")],
            },
            [.. Enumerable.Range(1, SyntheticJobs.Campaigns * SyntheticJobs.Steps).Select(id => (long)id)],
            new NumberRange(1, table.Count),
            new NumberRange(SyntheticJobs.FirstRun, SyntheticJobs.FirstRun + SyntheticJobs.Runs),
            new NumberRange(SyntheticJobs.Begin, SyntheticJobs.Begin + SyntheticJobs.Span));
    }

    /// <summary>Those of a server, as it says itself.</summary>
    public static async Task<QuestionWords> AskAsync(HttpClient http)
    {
        var texts = new Dictionary<JobColumn, IReadOnlyList<string>>();
        foreach (JobColumn column in TextColumns)
        {
            texts[column] = await ValuesAsync(http, column);
        }

        long[] transformations = [.. (await ValuesAsync(http, JobColumn.Transformation)).Select(Number)];
        long[] runs = [.. (await ValuesAsync(http, JobColumn.Run)).Where(run => run.Length > 0).Select(Number)];
        (JobLine first, long jobs) = await EndAsync(http, new JobOrder(JobColumn.Created, Descending: false));
        (JobLine last, _) = await EndAsync(http, new JobOrder(JobColumn.Updated, Descending: true));
        return new(texts, transformations, new NumberRange(1, jobs), new NumberRange(runs.Min(), runs.Max()), new NumberRange(Time(first.CreatedUtc), Time(last.UpdatedUtc)));
    }

    private static async Task<string[]> ValuesAsync(HttpClient http, JobColumn column)
    {
        var question = new JobQuestion(JobCriteria.All, JobQuestion.All.Order, 0, JobQuery.MaximumPage, [column]);
        JobSummaryAnswer answer = await GetAsync<JobSummaryAnswer>(http, "/api/jobs/summary", question);
        return answer.Groups.Count > 0 ? [.. answer.Groups.Select(group => group.Values[0])] : ["none"];
    }

    private static async Task<(JobLine Job, long Jobs)> EndAsync(HttpClient http, JobOrder order)
    {
        JobListAnswer answer = await GetAsync<JobListAnswer>(http, "/api/jobs", new JobQuestion(JobCriteria.All, order, 0, 1, []));
        return (answer.Jobs[0], answer.Total);
    }

    private static async Task<T> GetAsync<T>(HttpClient http, string path, JobQuestion question) =>
        (await http.GetFromJsonAsync<T>(new Uri(JobAddress.Of(path, question), UriKind.Relative), OperatorJson.Options))!;

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private static long Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).ToUnixTimeMilliseconds();
}
