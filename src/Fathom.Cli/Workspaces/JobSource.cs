using System.Net;
using System.Text.Json;
using Fathom.Database.Taking;
using Fathom.Production.Monitor;
using Fathom.Production.Operations;

namespace Fathom.Cli.Workspaces;

/// <summary>Answers questions about jobs: the server that holds the workspace has them in memory; without one they are read from the database.</summary>
internal sealed class JobSource(string root)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    public Task<JobListAnswer> ListAsync(JobQuestion question, CancellationToken cancellation) =>
        AskAsync("/api/jobs", question, monitor => monitor.List(question), cancellation);

    public Task<JobSummaryAnswer> SummaryAsync(JobQuestion question, CancellationToken cancellation) =>
        AskAsync("/api/jobs/summary", question, monitor => monitor.Summary(question), cancellation);

    private async Task<T> AskAsync<T>(string path, JobQuestion question, Func<JobMonitor, T> here, CancellationToken cancellation)
        where T : class
    {
        if (WorkspaceLock.FindHolder(WorkspaceSession.Existing(root).Run) is { Url.Length: > 0 } server
            && await AskServerAsync<T>(new Uri(server.Url), path, question, cancellation) is { } answer)
        {
            return answer;
        }

        using WorkspaceSession session = WorkspaceSession.OpenForReading(root);
        JobTable table = JobTableReader.Read(session.Database);
        using var monitor = new JobMonitor(() => table);
        return here(monitor);
    }

    // Null where the server does not answer any more: the database is read then.
    private static async Task<T?> AskServerAsync<T>(Uri server, string path, JobQuestion question, CancellationToken cancellation)
        where T : class
    {
        using var http = new HttpClient { BaseAddress = server, Timeout = Longest };
        string query = string.Join('&', JobQuestionText.Parameters(question).Select(parameter => $"{parameter.Key}={Uri.EscapeDataString(parameter.Value)}"));
        try
        {
            using HttpResponseMessage reply = await http.GetAsync(new Uri($"{path}?{query}", UriKind.Relative), cancellation);
            string text = await reply.Content.ReadAsStringAsync(cancellation);
            return reply.StatusCode == HttpStatusCode.OK
                ? JsonSerializer.Deserialize<T>(text, OperatorJson.Options)
                : throw new CommandException(ExitCode.Unavailable, $"The server at {server} answered {(int)reply.StatusCode}: {text}");
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }
}
