using Fathom.Vo.Publishing;
using Fathom.Vo.Tables;

namespace Fathom.Vo.Tap;

/// <summary>Rows that may be searched for a limited time; the time in which they are written does not count.</summary>
/// <param name="rows">The rows; not disposed of.</param>
/// <param name="most">How long they may be searched.</param>
/// <param name="time">The clock.</param>
internal sealed class TimedRows(IRowSource rows, TimeSpan most, TimeProvider time) : IRowSource
{
    private TimeSpan _spent;

    /// <inheritdoc/>
    public IReadOnlyList<ColumnDescription> Columns => rows.Columns;

    /// <inheritdoc/>
    /// <exception cref="TimeoutException">The time is over.</exception>
    public async ValueTask<IReadOnlyList<ColumnBatch>?> NextAsync(CancellationToken stop)
    {
        if (_spent >= most)
        {
            throw Over();
        }

        long start = time.GetTimestamp();
        using var over = new CancellationTokenSource(most - _spent, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, over.Token);
        try
        {
            return await rows.NextAsync(either.Token);
        }
        catch (OperationCanceledException stopped) when (stopped is not CopyNotReadyException && over.IsCancellationRequested && !stop.IsCancellationRequested)
        {
            throw Over();
        }
        finally
        {
            _spent += time.GetElapsedTime(start);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private TimeoutException Over() => new($"The query took longer than the {most.TotalSeconds:0} s of a synchronous one: send it to async.");
}
