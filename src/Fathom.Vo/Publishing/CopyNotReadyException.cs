namespace Fathom.Vo.Publishing;

/// <summary>A query ended while it waited for the copy of a table, which is still being made: the same query may be answered later.</summary>
/// <param name="stop">What ended it.</param>
public sealed class CopyNotReadyException(CancellationToken stop) : OperationCanceledException(
    "A table of this query is still being copied for joins, as happens once after it is published. Try again in a minute, or send the query to async.", stop)
{
    /// <summary>Waits for what makes copies.</summary>
    /// <exception cref="CopyNotReadyException">It was stopped before.</exception>
    internal static async Task<T> WaitAsync<T>(Task<T> made, CancellationToken stop)
    {
        try
        {
            return await made.WaitAsync(stop);
        }
        catch (OperationCanceledException) when (!made.IsCompleted)
        {
            throw new CopyNotReadyException(stop);
        }
    }
}
