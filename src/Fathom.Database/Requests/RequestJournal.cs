using System.Data.Common;
using System.Security.Cryptography;
using System.Text.Json;
using Fathom.Database.Reading;
using Fathom.Database.Writing;

namespace Fathom.Database.Requests;

/// <summary>Answers kept by request id, so that a repeat gets the first answer (law 5).</summary>
/// <remarks>The answer is written in the same transaction as what it acknowledges. Answers must hold no secrets.</remarks>
public static class RequestJournal
{
    /// <summary>How long an answer is kept at least.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromHours(48);

    private const int Answered = 200, InProgress = 202, MaximumId = 128;

    /// <summary>A new random request id.</summary>
    public static string NewId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>Does <paramref name="work"/> once: a repeat of the id with the same body returns the first answer.</summary>
    /// <param name="transaction">The writer's transaction.</param>
    /// <param name="requestId">The caller's id, at most 128 characters.</param>
    /// <param name="operation">What is asked; part of the body.</param>
    /// <param name="body">Who asks and with which values; compared by the hash of its JSON.</param>
    /// <param name="work">Changes the ledger and gives the answer.</param>
    /// <param name="keep">Says whether an answer is worth keeping; one that changed nothing is not. Default: all are.</param>
    /// <exception cref="RequestConflictException">The id was used with another body.</exception>
    public static T Once<T>(
        WriteTransaction transaction, string requestId, string operation, object body, Func<T> work, Func<T, bool>? keep = null)
    {
        if (Begin<T>(transaction, requestId, operation, body) is { IsFirst: false, Answer: { } answer })
        {
            return answer;
        }

        T result = work();
        if (keep is null || keep(result))
        {
            Finish(transaction, requestId, result);
        }
        else
        {
            transaction.Execute("DELETE FROM request WHERE id = @requestId", new { requestId });
        }

        return result;
    }

    /// <summary>Notes a request whose answer takes several transactions; <see cref="Finish"/> gives the answer.</summary>
    /// <exception cref="RequestConflictException">The id was used with another body.</exception>
    public static RequestEntry<T> Begin<T>(WriteTransaction transaction, string requestId, string operation, object body)
    {
        if (requestId.Length is 0 or > MaximumId)
        {
            throw new ArgumentException($"A request id has 1 to {MaximumId} characters, found {requestId.Length}.", nameof(requestId));
        }

        string hash = Hash(operation, body);
        (string Hash, long Status, string Response)? known = transaction.Connection.SelectFirst<(string, long, string)?>(
            "SELECT body_hash, status, response FROM request WHERE id = @requestId",
            new { requestId },
            row => (row.GetString(0), row.GetInt64(1), row.GetString(2)));
        if (known is null)
        {
            transaction.Execute(
                "INSERT INTO request (id, body_hash, status, response, utc) VALUES (@requestId, @hash, @status, '', @Now)",
                new { requestId, hash, status = InProgress, transaction.Now });
            return new RequestEntry<T>(true, default);
        }

        if (known.Value.Hash != hash)
        {
            throw new RequestConflictException(requestId);
        }

        return new RequestEntry<T>(false, known.Value.Status == Answered ? JsonSerializer.Deserialize<T>(known.Value.Response) : default);
    }

    /// <summary>Writes the answer of a request begun before.</summary>
    public static void Finish<T>(WriteTransaction transaction, string requestId, T answer) => transaction.Execute(
        "UPDATE request SET status = @status, response = @response WHERE id = @requestId",
        new { requestId, status = Answered, response = JsonSerializer.Serialize(answer) });

    /// <summary>The answer to a request, or the default value where it has none (yet).</summary>
    public static T? FindAnswer<T>(DbConnection connection, string requestId) => connection.SelectFirst(
        "SELECT response FROM request WHERE id = @requestId AND status = @status",
        new { requestId, status = Answered },
        row => JsonSerializer.Deserialize<T>(row.GetString(0)));

    /// <summary>Forgets answers older than <see cref="Kept"/>; returns how many.</summary>
    public static int Forget(WriteTransaction transaction, TimeProvider time) => transaction.Connection.Execute(
        "DELETE FROM request WHERE status = @status AND utc < @before",
        new { status = Answered, before = UtcLabel.Of(time.GetUtcNow() - Kept) });

    private static string Hash(string operation, object body)
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(new { operation, body });
        return Convert.ToHexStringLower(SHA256.HashData(json));
    }
}

/// <summary>What the journal knows of a request.</summary>
/// <param name="IsFirst">True where it was not known before.</param>
/// <param name="Answer">The first answer, where it was given already.</param>
public readonly record struct RequestEntry<T>(bool IsFirst, T? Answer);
