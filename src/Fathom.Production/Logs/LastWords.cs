using System.Text;

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
    public string Of(long jobId, int attempt)
    {
        string payload = Payloads.GetValueOrDefault((jobId, attempt), "");
        var tail = new StringBuilder(payload);
        if (payload.Length > 0)
        {
            tail.Append(payload.EndsWith('\n') ? "" : "\n").Append("[cut off here: the pilot died while the payload ran]\n");
        }

        if (Pilot.Length > 0)
        {
            tail.Append("[last lines of the pilot's own log]\n").Append(Pilot);
        }

        return tail.ToString();
    }
}
