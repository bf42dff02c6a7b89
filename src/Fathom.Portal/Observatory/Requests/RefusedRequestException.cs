namespace Fathom.Portal.Observatory.Requests;

/// <summary>A request on what is published cannot be answered; the message is for who sent it.</summary>
/// <param name="status">HTTP status.</param>
/// <param name="why">What is wrong.</param>
internal sealed class RefusedRequestException(int status, string why) : Exception(why)
{
    /// <summary>HTTP status.</summary>
    public int Status { get; } = status;
}
