using System.Text.Json;
using Fathom.Production.Acceptance;
using Fathom.Production.Attempts;
using Fathom.Production.Diagnosis;
using Fathom.Production.Protocol;
using Fathom.Production.Requests;
using Fathom.Production.State;
using Fathom.Production.Stores;

namespace Fathom.Production;

/// <summary>Several events of a pilot in one request, each answered on its own.</summary>
public sealed partial class Ledger
{
    /// <summary>Takes down what a pilot says together. A repeat of the request id gets the first answers.</summary>
    /// <param name="requestId">The request.</param>
    /// <param name="hash">Hash of its body.</param>
    /// <param name="pilotId">Who says it.</param>
    /// <param name="events">What it says; each event stands or falls alone.</param>
    /// <param name="intake">Takes uploads down.</param>
    /// <returns>The answers; null for an upload whose check is due.</returns>
    internal Task<List<AcceptanceReply?>> TakeEventsAsync(
        string requestId, string hash, long pilotId, IReadOnlyList<PilotEvent> events, UploadIntake intake)
    {
        Leases.Seen(pilotId);
        Verdict?[] verdicts = [.. events.Select(one => one.Failed is { } failed ? Diagnosis.Of(failed.Fence, failed.Evidence) : null)];
        return Memory.WriteAsync(requestId, work =>
        {
            if (AnsweredOnce.Find(work.Store, requestId, hash)?.Answer is { } answer)
            {
                return JsonSerializer.Deserialize(answer, LedgerAnswers.Default.ListAcceptanceReply)!;
            }

            var answers = new List<AcceptanceReply?>(events.Count);
            for (int i = 0; i < events.Count; i++)
            {
                answers.Add(Take(work, PartOf(requestId, i), pilotId, events[i], verdicts[i], intake));
            }

            work.Store.SaveRequest(new StoredRequest(
                requestId, hash, JsonSerializer.Serialize(answers, LedgerAnswers.Default.ListAcceptanceReply)));
            return answers;
        });
    }

    /// <summary>The id under which an upload within a batch is answered.</summary>
    internal static string PartOf(string requestId, int index) => FormattableString.Invariant($"{requestId}#{index}");

    private AcceptanceReply? Take(LedgerWork work, string partId, long pilotId, PilotEvent happened, Verdict? verdict, UploadIntake intake)
    {
        switch (happened)
        {
            case { Started: { } started }:
                return Answer(Attempts.Start(work, pilotId, started));
            case { Failed: { } failed }:
                return Answer(Attempts.Fail(work, pilotId, failed, verdict));
            default:
                AcceptanceReply? answer = intake.Take(work, partId, pilotId, happened.Uploaded!, isRepeat: false).Answer;
                if (answer is null)
                {
                    work.Store.SaveRequest(new StoredRequest(partId, "", null));
                }

                return answer;
        }
    }

    private static AcceptanceReply Answer(FenceReply reply) => new(reply.Held, reply.Reason);
}
