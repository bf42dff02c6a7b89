using System.CommandLine;
using Fathom.Cli.Output;
using Fathom.Cli.Workspaces;
using Fathom.Production.Accounting;

namespace Fathom.Cli.Commands;

internal static class AccountingCommand
{
    private const string Description = """
        What the work has used: CPU, normalised CPU, wall time, failures, bytes, by any dimensions.

        Examples:
          fathom accounting
          fathom accounting --by site,day --from 2026-11-01
          fathom accounting --by campaign,transformation --json
          fathom accounting --by cause --campaign ReProd26A
          fathom accounting --by site,month --csv > usage.csv
        """;

    public static Command Create()
    {
        Option<string> workspace = SharedOptions.Workspace();
        Option<bool> json = SharedOptions.Json();
        var csv = new Option<bool>("--csv") { Description = "Write comma-separated values instead of a table." };
        var by = new Option<string>("--by") { Description = $"Dimensions, separated by commas: {AccountingQuery.Names}.", DefaultValueFactory = _ => "site,campaign", HelpName = "DIMS" };
        var from = new Option<string?>("--from") { Description = "First day, UTC, such as 2026-11-22.", HelpName = "DAY" };
        var to = new Option<string?>("--to") { Description = "Last day, UTC, inclusive.", HelpName = "DAY" };
        var site = new Option<string?>("--site") { Description = "Only this site." };
        var campaign = new Option<string?>("--campaign") { Description = "Only this campaign." };
        var user = new Option<string?>("--user") { Description = "Only what was done for this user." };
        var command = new Command("accounting", Description) { by, from, to, site, campaign, user, json, csv, workspace };
        command.SetAction(parse =>
        {
            AccountingQuery query = Question(parse.GetValue(by), parse.GetValue(from), parse.GetValue(to)) with
            {
                Site = parse.GetValue(site),
                Campaign = parse.GetValue(campaign),
                User = parse.GetValue(user),
            };
            using WorkspaceSession session = WorkspaceSession.OpenForReading(parse.GetValue(workspace)!);
            Write(AccountingBook.Read(session.Database).Answer(query), parse.GetValue(json), parse.GetValue(csv));
            return ExitCode.Ok;
        });
        return command;
    }

    private static AccountingQuery Question(string? by, string? from, string? to)
    {
        try
        {
            return new AccountingQuery
            {
                By = AccountingQuery.ReadDimensions(by),
                From = AccountingQuery.ReadDay(from, "--from"),
                To = AccountingQuery.ReadDay(to, "--to"),
            };
        }
        catch (FormatException fault)
        {
            throw new CommandException(ExitCode.Usage, fault.Message);
        }
    }

    private static void Write(AccountingReport report, bool json, bool csv)
    {
        if (csv)
        {
            Console.Out.Write(AccountingCsv.Write(report));
            return;
        }

        Listing.Write(report.Rows, json,
        [
            .. report.By.Select((dimension, i) => new ListingColumn<AccountingRow>(dimension.ToString().ToUpperInvariant(), row => row.Labels[i])),
            new("DONE", row => row.Sum.Accepted), new("FAILED", row => row.Sum.Failed), new("LOST", row => row.Sum.Lost), new("KILLED", row => row.Sum.Killed),
            new("NORM CPU [h]", row => Hours(row.Sum.NormalisedCpuMs)), new("CPU [h]", row => Hours(row.Sum.CpuMs)), new("WALL [h]", row => Hours(row.Sum.WallMs)),
            new("EFF [%]", row => row.Sum.Efficiency is { } efficiency ? Math.Round(efficiency * 100, 1) : null),
            new("READ [MB]", row => row.Sum.BytesRead / 1_000_000), new("WRITTEN [MB]", row => row.Sum.BytesWritten / 1_000_000),
        ]);
    }

    private static double Hours(long milliseconds) => Math.Round(milliseconds / 3_600_000.0, 3);
}
