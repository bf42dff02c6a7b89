using System.Globalization;
using System.Text;

namespace Fathom.Production.Accounting;

/// <summary>Accounts as comma-separated values (RFC 4180), a line of headings first.</summary>
public static class AccountingCsv
{
    /// <summary>The columns that follow the dimensions.</summary>
    public static IReadOnlyList<string> Figures { get; } =
    [
        "attempts", "accepted", "failed", "lost", "killed", "cpu_s", "normalised_cpu_s", "wall_s", "wasted_wall_s", "efficiency",
        "failure_rate", "bytes_read", "bytes_written",
    ];

    /// <summary>The whole text, lines ended by CR LF as the RFC has it.</summary>
    public static string Write(AccountingReport report)
    {
        var text = new StringBuilder();
        text.AppendJoin(',', report.By.Select(dimension => dimension.ToString().ToLowerInvariant()).Concat(Figures)).Append("\r\n");
        foreach (AccountingRow row in report.Rows)
        {
            text.AppendJoin(',', row.Labels.Select(Field).Concat(Values(row.Sum))).Append("\r\n");
        }

        return text.ToString();
    }

    private static IEnumerable<string> Values(AccountingCell sum) =>
    [
        Text(sum.Attempts), Text(sum.Accepted), Text(sum.Failed), Text(sum.Lost), Text(sum.Killed), Text(sum.CpuSeconds),
        Text(sum.NormalisedCpuSeconds), Text(sum.WallSeconds), Text(sum.WastedWallMs / 1000.0), Text(sum.Efficiency, "0.####"),
        Text(sum.FailureRate, "0.####"), Text(sum.BytesRead), Text(sum.BytesWritten),
    ];

    private static string Text(IFormattable? value, string? format = null) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "";

    // A name that begins like a formula is made harmless for spreadsheets, which would run it.
    private static string Field(string name)
    {
        string text = name.Length > 0 && name[0] is '=' or '+' or '-' or '@' or '\t' ? "'" + name : name;
        return text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}
