using Fathom.Production.Monitor;

namespace Fathom.Cli.Workspaces;

/// <summary>Answers questions about jobs: the server that holds the workspace has them in memory; without one they are read from the database.</summary>
internal sealed class JobSource(string root)
{
    public Task<JobListAnswer> ListAsync(JobQuestion question, CancellationToken cancellation) =>
        AskAsync("/api/jobs", question, monitor => monitor.List(question), cancellation);

    public Task<JobSummaryAnswer> SummaryAsync(JobQuestion question, CancellationToken cancellation) =>
        AskAsync("/api/jobs/summary", question, monitor => monitor.Summary(question), cancellation);

    private async Task<T> AskAsync<T>(string path, JobQuestion question, Func<JobMonitor, T> here, CancellationToken cancellation)
        where T : class
    {
        string query = string.Join('&', JobQuestionText.Parameters(question).Select(parameter => $"{parameter.Key}={Uri.EscapeDataString(parameter.Value)}"));
        if (await ServerQuestions.AskAsync<T>(root, $"{path}?{query}", cancellation) is { } answer)
        {
            return answer;
        }

        using WorkspaceSession session = WorkspaceSession.OpenForReading(root);
        JobTable table = JobTableReader.Read(session.Database);
        using var monitor = new JobMonitor(() => table);
        return here(monitor);
    }
}
