using Fathom.Vo.Tables.Output;

namespace Fathom.Vo.Tables.VoTable;

/// <summary>Writes the rows of a VOTable in one serialisation.</summary>
internal abstract class VoTableRows
{
    /// <summary>Opens the element of the serialisation.</summary>
    public abstract void Begin(OutputBuffer output);

    /// <summary>Adds rows.</summary>
    public abstract void Add(OutputBuffer output, IReadOnlyList<ColumnBatch> batch, int count);

    /// <summary>Closes the element.</summary>
    public abstract void End(OutputBuffer output);

    /// <summary>The type as which a column is written and the value that stands for no value; null: none is needed.</summary>
    public virtual (VoType Type, string? Null) Declare(ColumnDescription column) => (column.Type, null);
}
