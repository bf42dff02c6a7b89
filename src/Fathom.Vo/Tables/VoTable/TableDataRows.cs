using Fathom.Vo.Tables.Output;

namespace Fathom.Vo.Tables.VoTable;

/// <summary>Rows as TABLEDATA; an empty cell is no value (VOTable 1.3 and later).</summary>
internal sealed class TableDataRows(IReadOnlyList<ColumnDescription> columns) : VoTableRows
{
    private readonly CellWriter[] _cells = [.. columns.Select(column => CellWriter.For(column, new XmlCellText()))];

    /// <inheritdoc/>
    public override void Begin(OutputBuffer output) => output.Add("<TABLEDATA>\n"u8);

    /// <inheritdoc/>
    public override void Add(OutputBuffer output, IReadOnlyList<ColumnBatch> batch, int count)
    {
        for (var i = 0; i < _cells.Length; i++)
        {
            _cells[i].Bind(batch[i]);
        }

        for (var row = 0; row < count; row++)
        {
            output.Add("<TR>"u8);
            foreach (var cell in _cells)
            {
                output.Add("<TD>"u8);
                cell.Write(output, row);
                output.Add("</TD>"u8);
            }

            output.Add("</TR>\n"u8);
        }
    }

    /// <inheritdoc/>
    public override void End(OutputBuffer output) => output.Add("</TABLEDATA>"u8);
}
