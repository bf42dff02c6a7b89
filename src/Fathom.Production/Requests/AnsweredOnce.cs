using System.Security.Cryptography;
using System.Text.Json;
using Fathom.Database.Requests;
using Fathom.Production.State;
using Fathom.Production.Stores;

namespace Fathom.Production.Requests;

/// <summary>Verbs under a request id: a repeat gets the first answer, another body is refused (law 5).</summary>
internal static class AnsweredOnce
{
    /// <summary>Most characters of a request id.</summary>
    public const int LongestId = 128;

    /// <summary>Runs a verb once for its id.</summary>
    /// <param name="work">What it works with.</param>
    /// <param name="requestId">The id.</param>
    /// <param name="hash">Hash of operation and body: <see cref="Hash"/>.</param>
    /// <param name="verb">The verb.</param>
    /// <param name="keep">Whether the answer is kept; null: always. One that is not kept changed nothing.</param>
    /// <exception cref="RequestConflictException">The id was used with another body.</exception>
    public static T Run<T>(LedgerWork work, string requestId, string hash, Func<T> verb, Func<T, bool>? keep = null)
    {
        if (Find(work.Store, requestId, hash) is { Answer: { } answer })
        {
            return JsonSerializer.Deserialize<T>(answer)!;
        }

        T result = verb();
        if (keep is null || keep(result))
        {
            work.Store.SaveRequest(new StoredRequest(requestId, hash, JsonSerializer.Serialize(result)));
        }

        return result;
    }

    /// <summary>What is known of a request; null where it is new.</summary>
    /// <exception cref="RequestConflictException">The id was used with another body.</exception>
    public static StoredRequest? Find(ILedgerTransaction store, string requestId, string hash) => Same(Known(store, requestId), hash);

    /// <summary>The same where the hash costs more than the question: it is made only where the id is known.</summary>
    /// <exception cref="RequestConflictException">The id was used with another body.</exception>
    public static StoredRequest? Find(ILedgerTransaction store, string requestId, Func<string> hash) =>
        Known(store, requestId) is { } known ? Same(known, hash()) : null;

    /// <summary>Hash of an operation and its body.</summary>
    public static string Hash(string operation, object body) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new { operation, body })));

    private static StoredRequest? Known(ILedgerTransaction store, string requestId) => requestId.Length is 0 or > LongestId
        ? throw new ArgumentException($"A request id has 1 to {LongestId} characters, found {requestId.Length}.", nameof(requestId))
        : store.FindRequest(requestId);

    private static StoredRequest? Same(StoredRequest? known, string hash) =>
        known is null || known.BodyHash == hash ? known : throw new RequestConflictException(known.Id);
}
