using System.Security.Cryptography;
using System.Text;
using Fathom.Production.Requests;
using Fathom.Production.Writing;

namespace Fathom.Production.OperatorLog;

/// <summary>A bulk action that is asked for.</summary>
/// <param name="RequestId">Id of the request: its repeat is answered as the first was (law 5).</param>
/// <param name="Asked">What was asked for, for telling a repeat from another request.</param>
/// <param name="Kind">What is done.</param>
/// <param name="Subject">Of what.</param>
/// <param name="Reason">Why.</param>
/// <param name="Actor">Who.</param>
internal sealed record BulkRequest(string RequestId, object Asked, OperatorActionKind Kind, string Subject, string Reason, string Actor)
{
    /// <summary>What else belongs to the action; null for nothing.</summary>
    public object? Body { get; init; }

    /// <summary>The action that it takes back; 0 for none.</summary>
    public long Undoes { get; init; }

    /// <summary>The operation, as requests are told apart.</summary>
    public static string Operation(object asked) => $"bulk {asked.GetType().Name}";

    /// <summary>The id of a part of a request: the same for its repeat, and no longer than ids may be.</summary>
    public static string Part(string requestId, string part) => requestId.Length + part.Length < AnsweredOnce.LongestId
        ? $"{requestId}/{part}"
        : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{requestId}/{part}")));

    /// <summary>What a repeat must bring again to be one.</summary>
    public static object Hashed(object asked, string actor) => new { text = LedgerJson.Write(asked), actor };
}
