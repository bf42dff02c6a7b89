namespace Fathom.Storage.Load;

/// <summary>What an element was declared to stand at a time; what is not declared has no ceiling.</summary>
/// <param name="ReadBytesPerSecond">All reads together [byte/s].</param>
/// <param name="WriteBytesPerSecond">All writes together [byte/s].</param>
/// <param name="ReadStreams">Most reads at a time.</param>
/// <param name="WriteStreams">Most writes at a time.</param>
public sealed record ElementCeiling(
    double ReadBytesPerSecond = double.PositiveInfinity, double WriteBytesPerSecond = double.PositiveInfinity,
    int ReadStreams = int.MaxValue, int WriteStreams = int.MaxValue)
{
    /// <summary>Nothing was declared.</summary>
    public static ElementCeiling None { get; } = new();
}
