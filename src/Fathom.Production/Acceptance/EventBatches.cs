using System.Security.Cryptography;
using Fathom.Production.Protocol;

namespace Fathom.Production.Acceptance;

/// <summary>What pilots say several at a time: starts and failures are answered at once, uploads after their check.</summary>
/// <param name="ledger">The ledger.</param>
/// <param name="acceptance">Checks uploads.</param>
public sealed class EventBatches(Ledger ledger, AcceptanceService acceptance)
{
    /// <summary>Why a batch is not acceptable, or null where it is.</summary>
    public static string? Fault(PilotEvents batch) =>
        batch.Events.Count is 0 or > PilotEvents.Most ? $"expected 1 to {PilotEvents.Most} events, found {batch.Events.Count}"
        : batch.Events.Any(one => one is not { IsSound: true }) ? "each event is either started, failed or uploaded"
        : null;

    /// <summary>Takes a batch down and answers each of its events.</summary>
    /// <param name="requestId">The request; at most 120 characters.</param>
    /// <param name="pilotId">Who says it.</param>
    /// <param name="batch">What it says.</param>
    /// <param name="body">The body as it came: a repeat must have the same bytes.</param>
    /// <exception cref="Database.Requests.RequestConflictException">The request id was used with another body.</exception>
    public async Task<PilotEventsReply> TakeAsync(string requestId, long pilotId, PilotEvents batch, ReadOnlyMemory<byte> body)
    {
        string hash = FormattableString.Invariant($"events {pilotId} {Convert.ToHexStringLower(SHA256.HashData(body.Span))}");
        List<AcceptanceReply?> answers = await ledger.TakeEventsAsync(requestId, hash, pilotId, batch.Events, acceptance.Intake);
        if (answers.Contains(null))
        {
            AcceptanceReply[] whole = await Task.WhenAll(answers.Select((answer, i) => answer is not null ? Task.FromResult(answer)
                : acceptance.AnswerAsync(Ledger.PartOf(requestId, i), batch.Events[i].Uploaded!.Fence)));
            return new PilotEventsReply(whole);
        }

        return new PilotEventsReply(answers!);
    }
}
