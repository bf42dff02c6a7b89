namespace Fathom.Production.Attempts;

/// <summary>Whether the server still honours an attempt.</summary>
/// <param name="Held">True where the message was taken; false: end the payload.</param>
/// <param name="Reason">Why not; empty where taken.</param>
public sealed record FenceReply(bool Held, string Reason)
{
    /// <summary>Taken.</summary>
    public static FenceReply Taken { get; } = new(true, "");
}
