namespace Fathom.Vo.Tables.VoTable;

/// <summary>Reads rows of one serialisation.</summary>
internal abstract class VoTableRowReader
{
    /// <summary>Most rows of a batch.</summary>
    protected const int BatchRows = 2048;

    /// <summary>A batch ends where its texts and arrays have taken so much.</summary>
    protected const int BatchBytes = 8 << 20;

    /// <summary>The columns' values.</summary>
    public abstract IReadOnlyList<ColumnBatch> Batches { get; }

    /// <summary>Reads the next rows into <see cref="Batches"/>.</summary>
    /// <returns>How many; 0 after the last.</returns>
    public abstract int Read();
}
