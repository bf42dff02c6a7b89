namespace Fathom.Database.Requests;

/// <summary>A request id came again with another body (law 5): the second request is refused and changes nothing.</summary>
public sealed class RequestConflictException(string requestId) : Exception(
    $"Request {requestId} was already made with another body. Repeat a request unchanged, or give the new one a new id.")
{
    /// <summary>The id.</summary>
    public string RequestId { get; } = requestId;
}
