using Fathom.Production.Protocol;

namespace Fathom.Production.Diagnosis.Rules;

/// <summary>The text that patterns are matched against.</summary>
internal static class EvidenceText
{
    private const int LongestLog = 16 * 1024, LongestDetail = 4 * 1024;

    /// <summary>The message, then the end of the log, bounded.</summary>
    public static string Of(FailureEvidence failure)
    {
        string detail = failure.Detail.Length <= LongestDetail ? failure.Detail : failure.Detail[..LongestDetail];
        string log = failure.LogTail.Length <= LongestLog ? failure.LogTail : failure.LogTail[^LongestLog..];
        return log.Length == 0 ? detail : detail.Length == 0 ? log : $"{detail}\n{log}";
    }
}
