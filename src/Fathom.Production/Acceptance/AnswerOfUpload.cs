using System.Text.Json;
using Fathom.Production.Protocol;
using Fathom.Production.Stores;

namespace Fathom.Production.Acceptance;

/// <summary>The answer to an upload, which comes after the server's check, in another transaction than the upload itself.</summary>
internal static class AnswerOfUpload
{
    /// <summary>Saves the answer under the request that the upload came with.</summary>
    public static void Save(ILedgerTransaction store, string requestId, AcceptanceReply reply) =>
        store.AnswerRequest(requestId, JsonSerializer.Serialize(reply));

    /// <summary>The answer to a request, or null where it has none yet.</summary>
    public static AcceptanceReply? Find(ILedgerTransaction store, string requestId) =>
        store.FindRequest(requestId)?.Answer is { } answer ? JsonSerializer.Deserialize<AcceptanceReply>(answer) : null;
}
