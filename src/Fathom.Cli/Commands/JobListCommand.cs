using System.CommandLine;
using System.Globalization;
using Fathom.Cli.Output;
using Fathom.Cli.Workspaces;
using Fathom.Production.Monitor;

namespace Fathom.Cli.Commands;

/// <summary>`fathom job list`: the job monitor's filters as options, answered by the running server or from the database.</summary>
internal static class JobListCommand
{
    public static Command Create()
    {
        Option<string> workspace = SharedOptions.Workspace();
        Option<bool> json = SharedOptions.Json();
        Option<int> limit = SharedOptions.Limit(JobQuestion.StandardLimit);
        var csv = new Option<bool>("--csv") { Description = "Write comma-separated values instead of a table." };
        Option<int> page = SharedOptions.Number("--page", "Which page of --limit rows.", 1, 1, int.MaxValue);
        var sort = new Option<string>("--sort") { Description = "Column to sort by; after a minus, descending.", DefaultValueFactory = _ => "id", HelpName = "COLUMN" };
        var by = new Option<string?>("--by") { Description = "Count by one or two columns instead.", HelpName = "COLUMN[,COLUMN]" };
        var filters = new JobFilterOptions();
        var command = new Command("list", SharedOptions.Described(
            "Lists jobs, or counts them. An option that is given again matches any of its values; * and ? are wild; '(none)' means without.",
            "fathom job list --state Held --site CNAF --updated-from -24h --sort -updated\n  fathom job list --campaign Demo26A --by site,state"));
        foreach (Option option in (Option[])[.. filters.Options, sort, page, limit, by, json, csv, workspace])
        {
            command.Options.Add(option);
        }

        command.SetAction(async (parse, cancellation) =>
        {
            var parameters = new List<KeyValuePair<string, string>>
            {
                KeyValuePair.Create("sort", parse.GetValue(sort)!),
                KeyValuePair.Create("limit", Text(parse.GetValue(limit))),
                KeyValuePair.Create("offset", Text((parse.GetValue(page) - 1L) * parse.GetValue(limit))),
                KeyValuePair.Create("by", parse.GetValue(by) ?? ""),
            };
            parameters.AddRange(filters.Read(parse).Select(term => KeyValuePair.Create(term.Name, term.Value)));
            JobQuestion question = Parse(parameters);
            var source = new JobSource(parse.GetValue(workspace)!);
            Form form = parse.GetValue(json) ? Form.Json : parse.GetValue(csv) ? Form.Csv : Form.Table;
            if (question.By.Count > 0)
            {
                Write(await source.SummaryAsync(question, cancellation), form);
            }
            else
            {
                Write(await source.ListAsync(question, cancellation), form);
            }

            return ExitCode.Ok;
        });
        return command;
    }

    private enum Form
    {
        Table,
        Json,
        Csv,
    }

    private static JobQuestion Parse(IEnumerable<KeyValuePair<string, string>> parameters)
    {
        try
        {
            return JobQuestionText.Parse(parameters, TimeProvider.System.GetUtcNow());
        }
        catch (FormatException fault)
        {
            throw new CommandException(ExitCode.Usage, $"job list: --{fault.Message}");
        }
    }

    private static void Write(JobListAnswer answer, Form form)
    {
        if (form == Form.Csv)
        {
            Console.Out.Write(JobCsv.Of(answer));
            return;
        }

        Listing.Write(
            answer.Jobs, form == Form.Json,
            new("ID", job => job.Id), new("CAMPAIGN", job => job.Campaign), new("TRANSFORMATION", job => job.Transformation),
            new("RUN", job => job.Run), new("SECTION", job => job.Section), new("STATE", job => job.State), new("MINOR", job => job.Minor),
            new("ATTEMPT", job => job.Attempt), new("SITE", job => job.Site), new("HOST", job => job.Host), new("OWNER", job => job.Owner),
            new("UPDATED", job => job.UpdatedUtc), new("CAUSE", job => job.Cause));
        if (answer.Jobs.Count < answer.Total)
        {
            Console.Error.WriteLine(FormattableString.Invariant($"({answer.Offset + Math.Min(1, answer.Jobs.Count)} to {answer.Offset + answer.Jobs.Count} of {answer.Total})"));
        }
    }

    private static void Write(JobSummaryAnswer answer, Form form)
    {
        if (form == Form.Csv)
        {
            Console.Out.Write(JobCsv.Of(answer));
        }
        else if (form == Form.Json)
        {
            Console.Out.WriteLine(OutputJson.Line(answer));
        }
        else
        {
            ListingColumn<JobGroupLine>[] columns =
            [
                .. answer.By.Select((name, place) => new ListingColumn<JobGroupLine>(name.ToUpperInvariant(), group => group.Labels[place])),
                new("JOBS", group => group.Jobs),
            ];
            Listing.Write(answer.Groups, false, columns);
            if (answer.Groups.Count < answer.Total)
            {
                Console.Error.WriteLine(FormattableString.Invariant($"(the largest {answer.Groups.Count} of {answer.Total} groups)"));
            }
        }
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
