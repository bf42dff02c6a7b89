using System.Globalization;

namespace Fathom.Production.Monitor;

/// <summary>Answers of the job monitor as comma-separated values (RFC 4180), with a line of names first.</summary>
public static class JobCsv
{
    private const string End = "\r\n";

    private static readonly (string Name, Func<JobLine, object?> Cell)[] Columns =
    [
        ("id", job => job.Id), ("campaign", job => job.Campaign), ("transformationId", job => job.TransformationId),
        ("transformation", job => job.Transformation), ("step", job => job.Step), ("run", job => job.Run), ("section", job => job.Section),
        ("state", job => job.State), ("minor", job => job.Minor), ("application", job => job.Application), ("attempt", job => job.Attempt),
        ("payloadFailures", job => job.PayloadFailures), ("infrastructureLosses", job => job.InfrastructureLosses), ("cause", job => job.Cause),
        ("causeDetail", job => job.CauseDetail), ("site", job => job.Site), ("host", job => job.Host), ("owner", job => job.Owner),
        ("priority", job => job.Priority), ("createdUtc", job => job.CreatedUtc), ("updatedUtc", job => job.UpdatedUtc),
        ("lastSignOfLifeUtc", job => job.LastSignOfLifeUtc), ("lastEvent", job => job.LastEvent),
    ];

    /// <summary>Jobs, one a line.</summary>
    public static string Of(JobListAnswer answer) =>
        Line(Columns.Select(column => (object?)column.Name)) + string.Concat(answer.Jobs.Select(job => Line(Columns.Select(column => column.Cell(job)))));

    /// <summary>Groups, one a line.</summary>
    public static string Of(JobSummaryAnswer answer) =>
        Line([.. answer.By, "jobs"]) + string.Concat(answer.Groups.Select(group => Line([.. group.Values, group.Jobs])));

    private static string Line(IEnumerable<object?> cells) => string.Join(',', cells.Select(Cell)) + End;

    private static string Cell(object? value)
    {
        string text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        return text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}
