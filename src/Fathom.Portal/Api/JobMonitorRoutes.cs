using System.Text;
using Fathom.Portal.Access;
using Fathom.Production.Monitor;
using Fathom.Production.Operations;
using Fathom.Production.Queries;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fathom.Portal.Api;

/// <summary>The job monitor for programs: filters are parameters of the address, as <see cref="JobQuestionText"/> reads them.</summary>
public static class JobMonitorRoutes
{
    private const string Format = "format";

    /// <summary>Adds the routes.</summary>
    public static void MapJobMonitor(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/jobs").Requires(Policy.Reader);
        api.MapGet("", ListAsync);
        api.MapGet("/summary", SummaryAsync);
        api.MapGet("/{id:long}", (long id, JobQueries jobs) => jobs.Find(id) is { } job ? Results.Json(job, OperatorJson.Options) : Results.NotFound());
    }

    /// <summary>Reads the question of a request.</summary>
    /// <exception cref="BadHttpRequestException">It is none; the message says what was expected.</exception>
    internal static JobQuestion Question(HttpRequest request, TimeProvider time, params ReadOnlySpan<string> others)
    {
        var parameters = new List<KeyValuePair<string, string>>();
        foreach (var (name, values) in request.Query)
        {
            if (!others.Contains(name))
            {
                parameters.AddRange(values.Select(value => KeyValuePair.Create(name, value ?? "")));
            }
        }

        try
        {
            return JobQuestionText.Parse(parameters, time.GetUtcNow());
        }
        catch (FormatException fault)
        {
            throw new BadHttpRequestException(fault.Message);
        }
    }

    private static async Task<IResult> ListAsync(HttpContext context, JobMonitor monitor, TimeProvider time)
    {
        var question = Question(context.Request, time, Format);
        if (question.By.Count > 0)
        {
            throw new BadHttpRequestException("by: jobs are grouped at /api/jobs/summary");
        }

        using var slot = await monitor.EnterAsync(context.RequestAborted);
        var answer = monitor.List(question);
        return WantsCsv(context) ? Csv(JobCsv.Of(answer), "jobs") : Results.Json(answer, OperatorJson.Options);
    }

    private static async Task<IResult> SummaryAsync(HttpContext context, JobMonitor monitor, TimeProvider time)
    {
        var question = Question(context.Request, time, Format);
        if (question.By.Count == 0)
        {
            throw new BadHttpRequestException("by: expected one or two columns to group by, such as by=site,state");
        }

        using var slot = await monitor.EnterAsync(context.RequestAborted);
        var answer = monitor.Summary(question);
        return WantsCsv(context) ? Csv(JobCsv.Of(answer), "job-summary") : Results.Json(answer, OperatorJson.Options);
    }

    private static bool WantsCsv(HttpContext context) => context.Request.Query[Format].ToString() switch
    {
        "" or "json" => false,
        "csv" => true,
        var other => throw new BadHttpRequestException($"format: expected json or csv, found '{(other.Length > 20 ? other[..20] : other)}'"),
    };

    private static IResult Csv(string text, string name) => Results.File(Encoding.UTF8.GetBytes(text), "text/csv; charset=utf-8", $"{name}.csv");
}
