using System.CommandLine;
using Fathom.Cli.Output;
using Fathom.Cli.Workspaces;
using Fathom.Production.Auditing;

namespace Fathom.Cli.Commands;

internal static class AuditCommand
{
    private const int MostFindings = 50;

    public static Command Create()
    {
        Option<string> workspace = SharedOptions.Workspace();
        Option<bool> json = SharedOptions.Json();
        var deep = new Option<bool>("--deep") { Description = "Read the bytes of every replica, instead of trusting stored checksums, and count the accounting again." };
        var command = new Command("audit", """
            Recomputes the state from the ledger's events and compares the catalogue with the storage elements.
            Ends with 1 where anything is lost, double, dark, corrupt or mismatched; orphans wait for the sweep and are no fault.

            Examples:
              fathom audit
              fathom audit --deep --json
            """)
        { deep, workspace, json };
        command.SetAction(async (parse, cancellation) =>
        {
            using WorkspaceSession session = WorkspaceSession.OpenForReading(parse.GetValue(workspace)!);
            AuditReport report = await new LedgerAudit(session.Database, session.Elements).RunAsync(parse.GetValue(deep), cancellation);
            if (parse.GetValue(json))
            {
                Console.WriteLine(OutputJson.Line(report));
            }
            else
            {
                Write(report);
            }

            return report.IsClean ? ExitCode.Ok : ExitCode.NotWell;
        });
        return command;
    }

    private static void Write(AuditReport report)
    {
        Facts.Write(
            ("lost", report.Lost), ("double", report.Double), ("dark", report.Dark), ("orphan", report.Orphan),
            ("corrupt", report.Corrupt), ("mismatched", report.Mismatched), ("events folded", report.Events),
            ("replicas compared", report.Replicas), ("bytes read", report.Deep ? "all" : "none; --deep reads them"));
        foreach (AuditFinding finding in report.Findings.Take(MostFindings))
        {
            Console.WriteLine($"{finding.Fault}: {finding.Subject}: {finding.Detail}");
        }

        if (report.Findings.Count > MostFindings)
        {
            Console.WriteLine($"… and {report.Findings.Count - MostFindings} more; --json gives all.");
        }
    }
}
