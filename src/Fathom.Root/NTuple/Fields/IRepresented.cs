using Fathom.Root.NTuple.Pages;

namespace Fathom.Root.NTuple.Fields;

/// <summary>A field of one column whose representation can change from cluster to cluster (specification, "Column Description").</summary>
internal interface IRepresented
{
    /// <summary>The column that takes values now.</summary>
    ColumnBuffer Buffer { get; }

    /// <summary>How a column of this encoding is stored.</summary>
    /// <exception cref="NotSupportedException">The numbers cannot be kept in this way.</exception>
    PageFormat Format(ColumnEncoding encoding, bool compressed);

    /// <summary>Values from now on go to a column of this format: one that took some before, or a new one.</summary>
    void Represent(PageFormat format);
}
