namespace Fathom.Vo.Tables.Output;

/// <summary>Writes one table in one format from its first row on. Used once.</summary>
public abstract class TableFormatter
{
    /// <summary>Writes what stands before the rows.</summary>
    public abstract void Begin(OutputBuffer output, IReadOnlyList<ColumnDescription> columns, ResultDescription result);

    /// <summary>Writes rows.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="batch">The columns' values.</param>
    /// <param name="count">How many rows of the batch.</param>
    public abstract void AddRows(OutputBuffer output, IReadOnlyList<ColumnBatch> batch, int count);

    /// <summary>Writes what stands after the rows.</summary>
    public abstract void End(OutputBuffer output, ResultEnd end);
}
