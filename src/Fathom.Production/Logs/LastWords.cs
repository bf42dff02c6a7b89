using System.Text;
using Fathom.Database.Writing;

namespace Fathom.Production.Logs;

/// <summary>What could still be read of a pilot that died, and of the payloads that it ran.</summary>
/// <param name="Pilot">Last lines of the pilot's own log, to which the batch system writes too; empty where it cannot be read.</param>
/// <param name="Payloads">Tail of each payload's log, where it can be read.</param>
public sealed record LastWords(string Pilot, IReadOnlyDictionary<(long JobId, int Attempt), string> Payloads)
{
    /// <summary>Most bytes of a pilot's own log that are kept: the herd of a lost site dies at once.</summary>
    public const int MostOfPilot = 2048;

    /// <summary>Most bytes of a payload's log that are kept, so that all of it fits into the tail of an attempt.</summary>
    public const int MostOfPayload = 12 * 1024;

    /// <summary>Nothing could be read.</summary>
    public static LastWords None { get; } = new("", new Dictionary<(long, int), string>());

    /// <summary>The tail of a lost attempt: what its payload said, that it is cut off there, and what its pilot said; empty where nothing is known.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="attempt">Number of the attempt.</param>
    /// <param name="seen">What was seen of its log while it ran: for where the log cannot be read any more.</param>
    public string Of(long jobId, int attempt, SeenLines? seen = null)
    {
        string payload = Payloads.GetValueOrDefault((jobId, attempt), "");
        (string lines, string mark) = payload.Length > 0 ? (payload, "[cut off here: the pilot died while the payload ran]")
            : seen is { } last ? (last.Text, $"[seen {UtcLabel.Of(last.Utc)}: the pilot was lost after that, with the rest of the log]")
            : ("", "");
        var tail = new StringBuilder(lines);
        if (lines.Length > 0)
        {
            tail.Append(lines.EndsWith('\n') ? "" : "\n").Append(mark).Append('\n');
        }

        if (Pilot.Length > 0)
        {
            tail.Append("[last lines of the pilot's own log]\n").Append(Pilot);
        }

        return tail.ToString();
    }
}
