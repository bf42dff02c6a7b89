using Fathom.Production.Protocol;

namespace Fathom.Production.Diagnosis.Causes;

/// <summary>The line of a failure that says most: the message where it is specific, else the last line of the log that complains.</summary>
public static class TelltaleLine
{
    private static readonly string[] Complaints =
        ["error", "fatal", "exception", "fail", "abort", "cannot", "could not", "unable", "denied", "refused", "not found", "invalid", "killed", "expected", "what():"];

    /// <summary>The line, never empty.</summary>
    public static string Of(FailureEvidence failure)
    {
        bool generic = failure.Detail.Length == 0 || failure.Cause.StartsWith("PayloadExit.", StringComparison.Ordinal);
        if (!generic)
        {
            return $"{failure.Cause}: {FirstLine(failure.Detail)}";
        }

        (string last, string complaint) = ("", "");
        foreach (ReadOnlySpan<char> raw in failure.LogTail.AsSpan().EnumerateLines())
        {
            ReadOnlySpan<char> line = raw.Trim();
            if (line.Length > 0)
            {
                last = line.ToString();
                complaint = Complains(last) ? last : complaint;
            }
        }

        string said = complaint.Length > 0 ? complaint : last;
        return said.Length > 0 ? said : failure.Detail.Length > 0 ? FirstLine(failure.Detail) : "(no message)";
    }

    private static bool Complains(string line) => Array.Exists(Complaints, word => line.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static string FirstLine(string text) => text.AsSpan().TrimStart() is var trimmed && trimmed.IndexOfAny('\r', '\n') is >= 0 and var end
        ? trimmed[..end].ToString()
        : trimmed.ToString();
}
