using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Fathom.Production.Writing;

namespace Fathom.Production.Jobs;

/// <summary>How events of jobs are written in the ledger: a kind and a body.</summary>
public static class JobEventJson
{
    private static readonly SearchValues<char> Plain =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_./:@#");

    private static readonly Dictionary<string, Type> Kinds = new(StringComparer.Ordinal)
    {
        ["Created"] = typeof(JobCreated),
        ["JobsCreated"] = typeof(JobsCreated),
        ["Leased"] = typeof(JobLeased),
        ["Started"] = typeof(PayloadStarted),
        ["Uploaded"] = typeof(OutputsUploaded),
        ["Accepted"] = typeof(OutputsAccepted),
        ["Failed"] = typeof(AttemptEnded),
        ["Lost"] = typeof(AttemptEnded),
        ["Refused"] = typeof(AttemptEnded),
        ["Held"] = typeof(JobHeld),
        ["InputsHeld"] = typeof(InputsHeld),
        ["InputsReleased"] = typeof(InputsReleased),
        ["Rescheduled"] = typeof(JobRescheduled),
        ["Killed"] = typeof(JobKilled),
        ["Invalidated"] = typeof(JobInvalidated),
    };

    private static readonly Dictionary<Type, string> Names = Kinds
        .Where(kind => kind.Value != typeof(AttemptEnded)).ToDictionary(kind => kind.Value, kind => kind.Key);

    /// <summary>The kind of an event; that of an ended attempt is its outcome.</summary>
    public static string Kind(JobEvent happened) => happened is AttemptEnded ended ? ended.Outcome.ToString() : Names[happened.GetType()];

    /// <summary>The body of an event.</summary>
    public static string Body(JobEvent happened) => Quick(happened) ?? JsonSerializer.Serialize(happened, happened.GetType(), LedgerJson.Options);

    /// <summary>The event of a row, or null where the kind is not one of a job's states (such as Swept).</summary>
    /// <exception cref="JsonException">The body is not that kind's.</exception>
    public static JobEvent? Read(string kind, string body) => Kinds.TryGetValue(kind, out Type? type)
        ? (JobEvent?)JsonSerializer.Deserialize(body, type, LedgerJson.Options)
        : null;

    // Those that occur by the million, where no text of theirs needs an escape: the same JSON at a tenth of the cost.
    private static string? Quick(JobEvent happened) => happened switch
    {
        PayloadStarted started when IsPlain(started.Lease) => string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"attempt\":{started.Attempt},\"lease\":\"{started.Lease}\",\"payloadProcessId\":{started.PayloadProcessId}}}"),
        JobLeased leased when IsPlain(leased.Lease) && IsPlain(leased.Host) && IsPlain(leased.Element) && IsPlain(leased.Path) => string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"attempt\":{leased.Attempt},\"lease\":\"{leased.Lease}\",\"pilotId\":{leased.PilotId},\"host\":\"{leased.Host}\",\"element\":\"{leased.Element}\",\"path\":\"{leased.Path}\"}}"),
        OutputsAccepted accepted when IsPlain(accepted.Lease) => string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"attempt\":{accepted.Attempt},\"lease\":\"{accepted.Lease}\",\"files\":[{string.Join(',', accepted.Files)}]}}"),
        _ => null,
    };

    private static bool IsPlain(string text) => !text.AsSpan().ContainsAnyExcept(Plain);
}
