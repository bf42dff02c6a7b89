namespace Fathom.Vo.Tables;

/// <summary>Rows that come in batches: an imported file, an upload, the answer of a query.</summary>
public interface IRowSource : IAsyncDisposable
{
    /// <summary>What the columns hold.</summary>
    IReadOnlyList<ColumnDescription> Columns { get; }

    /// <summary>Fills one batch per column, in the order of <see cref="Columns"/>, with the next rows.</summary>
    /// <param name="stop">Stops the reading.</param>
    /// <returns>The batches, owned by the source and valid until the next call; null after the last row.</returns>
    ValueTask<IReadOnlyList<ColumnBatch>?> NextAsync(CancellationToken stop);
}
