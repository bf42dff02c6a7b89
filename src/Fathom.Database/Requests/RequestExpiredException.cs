namespace Fathom.Database.Requests;

/// <summary>A request id was made longer ago than answers are kept (law 5): whether it was done can no longer be told, so it is not done.</summary>
public sealed class RequestExpiredException(string requestId, DateTimeOffset made) : Exception(
    $"Request {requestId} was made at {Writing.UtcLabel.Of(made)}, longer ago than answers are kept ({RequestJournal.Kept.TotalHours:F0} h). "
    + "Look whether it was done, and ask again under a new id; or set this machine's clock.")
{
    /// <summary>The id.</summary>
    public string RequestId { get; } = requestId;
}
