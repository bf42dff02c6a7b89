using System.CommandLine;
using System.Text.Json;
using Fathom.Cli.Output;
using Fathom.Cli.Workspaces;
using Fathom.Database.Writing;
using Fathom.Production.Queries;

namespace Fathom.Cli.Commands;

/// <summary>What happened to a job, event by event.</summary>
internal static class JobLoggingCommand
{
    private static readonly string[] Telling = ["host", "path", "cause", "reason", "remark"];

    public static Command Create()
    {
        Option<string> workspace = SharedOptions.Workspace();
        Option<bool> json = SharedOptions.Json();
        Argument<long> id = JobCommand.IdArgument();
        var command = new Command("logging", SharedOptions.Described("Lists what happened to a job, oldest first; --json gives each event whole.", "fathom job logging 17")) { id, workspace, json };
        command.SetAction(parse =>
        {
            using WorkspaceSession session = WorkspaceSession.OpenForReading(parse.GetValue(workspace)!);
            long job = JobCommand.Find(session, parse.GetValue(id)).Job.Id;
            Listing.Write(
                new EventQueries(session.Database).Of(Subjects.Job, job), parse.GetValue(json),
                new("TIME", happened => happened.Utc), new("EVENT", happened => happened.Kind), new("ATTEMPT", happened => happened.Attempt),
                new("BY", happened => happened.Actor), new("FACTS", happened => Facts(happened.Body)));
            return ExitCode.Ok;
        });
        return command;
    }

    private static string Facts(JsonElement body)
    {
        IEnumerable<JsonElement> parts = new[] { "evidence", "verdict" }
            .Select(name => body.TryGetProperty(name, out JsonElement part) ? part : default)
            .Where(part => part.ValueKind == JsonValueKind.Object).Prepend(body);
        return string.Join(", ", parts.SelectMany(part => part.EnumerateObject())
            .Where(fact => Telling.Contains(fact.Name) && fact.Value.ValueKind == JsonValueKind.String && fact.Value.GetString()!.Length > 0)
            .Select(fact => $"{fact.Name} {fact.Value.GetString()}"));
    }
}
