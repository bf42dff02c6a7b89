using System.Text.Json;
using Fathom.Production.Writing;

namespace Fathom.Production.Transfers;

/// <summary>How events of transfers are written in the ledger: a kind and a body.</summary>
public static class TransferEventJson
{
    private static readonly Dictionary<string, Type> Kinds = new(StringComparer.Ordinal)
    {
        ["Queued"] = typeof(TransferQueued),
        ["Leased"] = typeof(TransferLeased),
        ["Accepted"] = typeof(TransferAccepted),
        ["Failed"] = typeof(TransferFailed),
        ["Lost"] = typeof(TransferLost),
        ["Retried"] = typeof(TransferRetried),
        ["Cancelled"] = typeof(TransferCancelled),
    };

    /// <summary>The kind of an event.</summary>
    public static string Kind(TransferEvent happened) => Kinds.First(kind => kind.Value == happened.GetType()).Key;

    /// <summary>The body of an event.</summary>
    public static string Body(TransferEvent happened) => JsonSerializer.Serialize(happened, happened.GetType(), LedgerJson.Options);

    /// <summary>The event of a row, or null where the kind is not one of a transfer's states.</summary>
    /// <exception cref="JsonException">The body is not that kind's.</exception>
    public static TransferEvent? Read(string kind, string body) => Kinds.TryGetValue(kind, out Type? type)
        ? (TransferEvent?)JsonSerializer.Deserialize(body, type, LedgerJson.Options)
        : null;
}
