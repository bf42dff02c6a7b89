namespace Fathom.Production;

/// <summary>The answer to an operation: done, or refused with the reason. A refusal changed nothing.</summary>
/// <param name="Done">True where it was done.</param>
/// <param name="Reason">Why not; empty where done.</param>
public sealed record OperationReply(bool Done, string Reason)
{
    /// <summary>Done.</summary>
    public static OperationReply Ok { get; } = new(true, "");

    /// <summary>Refused.</summary>
    public static OperationReply Refused(string reason) => new(false, reason);
}
